"""Programs of this repository alone: what GitHub's workflows call, and what holds the entries against the research."""
