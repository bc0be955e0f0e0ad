import Bitrix24

/// What to call instead of a method that its documentation advises against.
///
/// -> api-reference/crm/universal/index.md, api-reference/crm/outdated/, api-reference/tasks/outdated/
enum Replacement {
    private static let entities = [
        "deal": 2, "lead": 1, "contact": 3, "company": 4, "quote": 7, "invoice": 31,
    ]

    private static let prefixes = [
        ("crm.dealcategory.", "crm.category."), ("crm.product.", "catalog.product."),
        ("crm.measure.", "catalog.measure."),
        ("crm.vat.", "catalog.vat."), ("crm.productsection.", "catalog.section."), ("crm.catalog.", "catalog.catalog."),
        ("crm.productrow.", "crm.item.productrow."), ("task.item.", "tasks.task."), ("imbot.", "imbot.v2."),
        ("crm.activity.", "crm.activity.todo."),
    ]

    /// A method, with `entityTypeId` where it is needed; `nil` when there is none of the same work.
    static func of(_ method: String) -> String? {
        let parts = method.lowercased().split(separator: ".").map(String.init)
        if parts.count == 3, parts[0] == "crm", let entity = entities[parts[1]] {
            return known("crm.item." + parts[2]).map { "\($0) { entityTypeId = \(entity), ... }" }
        }
        if parts.count > 3, parts[0] == "crm", parts[2] == "details" {
            return known("crm.item." + parts[2...].joined(separator: "."))
        }
        if method.lowercased().hasPrefix("crm.invoice.status.") { return known("crm.status." + parts[3]) }
        for (old, new) in prefixes where method.lowercased().hasPrefix(old) {
            return known(new + method.dropFirst(old.count))
        }
        return nil
    }

    private static func known(_ method: String) -> String? {
        guard let entry = MethodCatalogue.standard.entry(method), !entry.isDeprecated else { return nil }
        return entry.method
    }
}
