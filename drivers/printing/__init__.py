"""Receipt printers: the ways to reach them, the stored queue before them, the thread that prints it."""
