"""wapiti, a scanner for holes in web applications, over a running portal: `make scan`."""
