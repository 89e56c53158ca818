from tests.notifications.conftest import mailbox  # noqa: F401
