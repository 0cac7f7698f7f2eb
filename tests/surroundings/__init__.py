"""What a test finds on the machine: a browser, a database server, an object store."""
