/// What is known of a value without running anything.
enum KnownValue: Equatable {
    case unknown
    /// What stands at a path of the globals: `b24`, `b24.spa.list`, `require`.
    case member(String)
    /// `b24.rest.crm.item`, by what follows `b24.rest.`.
    case rest(String)
    /// An object of the module, by the name of its type: `b24.spa.items`.
    case object(String)
    case string(String)
    /// What `b24.each`, `b24.collect` and the like give: rows of the portal.
    case rows
}
