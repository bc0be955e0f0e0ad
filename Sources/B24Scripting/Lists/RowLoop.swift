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
              local page, at, count = nil, 0, 0
              return function()
                if at == count then
                  page = host.rows_next(rows)
                  at, count = 0, page and #page or 0
                  if count == 0 then return nil end
                end
                at = at + 1
                return page[at]
              end
            end
            """)
    }
}
