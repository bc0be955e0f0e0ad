import GRDB
import JSON

/// `department.get` (`api-reference/departments/department-get`).
enum DepartmentMethods: MethodFamily {
    static let methods: [Method] = [Method("department.get", .anyOf(["department"]), get)]

    private static let map = FieldMap([
        ("ID", "id", .integer), ("NAME", "name", .text), ("SORT", "sort", .integer), ("PARENT", "parent_id", .integer),
        ("UF_HEAD", "head_id", .integer),
    ])

    private static let get: Handler = { call, database in
        var filter = JSONObject()
        for name in ["ID", "NAME", "SORT", "PARENT", "UF_HEAD"] { filter[name] = call.parameters[name] }
        var parameters: JSONObject = ["filter": .object(filter)]
        parameters["start"] = call.parameters["START", "start"]
        // `sort` names a field; `SORT` is one of the filters.
        let field = call.parameters["sort"]?.phpString ?? "ID"
        let direction = call.parameters["order", "ORDER"]?.phpString?.uppercased() == "DESC" ? "DESC" : "ASC"
        if map[field] != nil { parameters["order"] = [field: .string(direction)] }
        return try ListQuery(call.with(parameters), fields: map).reply(database, from: "departments") { row in
            var department: JSONObject = [
                "ID": .string(String(row["id"] as Int)), "NAME": .string(row["name"]), "SORT": .int(row["sort"]),
            ]
            department["PARENT"] = (row["parent_id"] as Int?).map { .string(String($0)) }
            department["UF_HEAD"] = (row["head_id"] as Int?).map { .string(String($0)) }
            return .object(department)
        }
    }
}
