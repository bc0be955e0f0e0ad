import LuaRuntime

/// Functions that return an iterator over rows. Pages cross into Lua whole and rows are taken there, so that a row costs
/// no visit to Swift.
enum RowLoop {
    /// The body of such a function.
    ///
    /// - Parameter open: the private function that takes the same arguments and returns a ``RowHandle``.
    static func body(_ open: String) -> HostFunction.Body {
        .lua(
            """
            local host = ...

            return function(...)
              local rows = host.\(open)(...)
              local page, at, count, seen = nil, 0, 0, 0
              return host.iterator(function()
                -- A loop: while this task waits, others that share the iterator may get a page and use it up.
                while at == count do
                  local fresh = host.rows_next(rows, seen)
                  if fresh == nil then return nil end
                  if fresh then page, at, count, seen = fresh, 0, #fresh, seen + 1 end
                end
                at = at + 1
                return page[at]
              end)
            end
            """)
    }
}
