"""Who may do what with policies, consultations and cases: members, as their role says."""
