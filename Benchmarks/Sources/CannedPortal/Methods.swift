import NIOCore

/// What the canned portal answers: lists, single rows, a few small methods. It has no state to change: no writes.
struct Methods: Sendable {
    let rows: Rows
    let count: Int

    struct Failure: Error {
        let code: String
        let text: String
    }

    /// Writes the `result` of a method.
    ///
    /// - Returns: the page of a list.
    func write(_ method: String, _ parameters: Parameters, into buffer: inout ByteBuffer) throws(Failure) -> Page? {
        switch method.lowercased() {
        case "crm.item.list": return try list(parameters, into: &buffer)
        case "crm.item.get":
            guard let id = parameters["id"].flatMap(Int.init), let index = Rows.index(of: id), index < count else {
                throw Failure(code: "NOT_FOUND", text: "Item is not found")
            }
            buffer.writeStaticString(#"{"item":"#)
            rows.write(index, idOnly: false, into: &buffer)
            buffer.writeStaticString("}")
        case "profile":
            buffer.writeString(
                #"{"ID":"1","ADMIN":true,"NAME":"Анна","LAST_NAME":"Петрова","PERSONAL_GENDER":"F","TIME_ZONE":""}"#)
        default: throw Failure(code: "ERROR_METHOD_NOT_FOUND", text: "Method not found!")
        }
        return nil
    }

    private func list(_ parameters: Parameters, into buffer: inout ByteBuffer) throws(Failure) -> Page {
        let page: Page
        do {
            page = try Page(parameters, rows: count)
        } catch {
            throw Failure(code: "INVALID_ARG_VALUE", text: error.text)
        }
        buffer.writeStaticString(#"{"items":["#)
        var isFirst = true
        for index in page.indices {
            if !isFirst { buffer.writeStaticString(",") }
            rows.write(index, idOnly: page.idOnly, into: &buffer)
            isFirst = false
        }
        buffer.writeStaticString("]}")
        return page
    }
}
