"""Questions as files: read, judged and taken in, and written out again."""
