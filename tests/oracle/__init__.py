"""The month of the exchange model once more, in plain Python, written from docs/odd without reading the C++."""
