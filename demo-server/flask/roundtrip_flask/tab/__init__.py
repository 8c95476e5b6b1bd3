"""One lab in the reader's tab: what runs in Pyodide, on the virtual network."""
