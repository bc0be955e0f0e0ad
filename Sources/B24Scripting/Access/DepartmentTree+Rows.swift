import JSON
import Permissions

extension DepartmentTree {
    /// - Parameter rows: departments as `department.get` returns them (`ID`, `NAME`, `PARENT`).
    init(rows: [JSONValue]) {
        self.init(
            rows.compactMap { row in
                row["ID"]?.looseInteger.map {
                    (
                        id: Int($0), name: row["NAME"]?.stringValue ?? "",
                        parent: row["PARENT"]?.looseInteger.map { Int($0) }
                    )
                }
            })
    }
}
