"""What `aml-okt doctor` looks at, a module for each thing, and told without anybody's name or folder."""
