"""The JSON documents of the command line: read and checked field by field, made into the rules' values, and back."""
