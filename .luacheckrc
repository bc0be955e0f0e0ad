-- Lua 5.4, and what b24 gives to scripts. Comments hold types, which have no line breaks.
std = "lua54"
max_line_length = 130
max_comment_line_length = false
read_globals = { "b24", "help" }
files["stdlib/spec"].read_globals = {
  "describe", "context", "it", "pending", "before_each", "after_each", "setup", "teardown", "finally", "insulate",
  "lazy_setup", "lazy_teardown", "spy", "stub", "mock", "match",
}
files["stdlib/spec"].globals = { "assert" }
