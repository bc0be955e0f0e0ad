/// What an object can say of itself: the name of the attribute and what may stand there.
public struct Attribute: Sendable {
    /// As descriptions have it; switches and texts are called as in REST.
    public let name: String
    let form: Form
    /// With what it is written to the portal.
    public let part: Part
    /// Whether a new object has to have it.
    let isRequired: Bool
    /// Whether REST cannot change it later.
    public let isFixed: Bool

    /// What may stand there.
    indirect enum Form: Sendable {
        case text, flag, colour, labels, anything
        /// Only `true`: what can be given and not taken.
        case mark
        case choice([String])
        /// A workplace, or `false` for CRM.
        case home
        /// Smart processes and objects of CRM.
        case relations
        case links
        case options
        case card
        /// Who may do what.
        case grants
        /// What holds for every element.
        case access
    }

    /// What is written in one step.
    public enum Part: String, Sendable, Hashable {
        /// The object's own fields.
        case fields
        /// The workplace of a smart process.
        case home
        /// The relations of a smart process.
        case relations
        /// The card of a funnel's elements.
        case card
        /// Who may do what with the elements.
        case grants
        /// What each element says of who has access to it.
        case access
        /// The place among its siblings.
        case position
    }

    init(
        _ name: String, _ form: Form, _ part: Part = .fields, required: Bool = false, fixed: Bool = false
    ) {
        self.name = name
        self.form = form
        self.part = part
        isRequired = required
        isFixed = fixed
    }

    /// The switches of a smart process (`api-reference/crm/universal/user-defined-object-types/crm-type-add`).
    public static let switches = [
        "isStagesEnabled", "isCategoriesEnabled", "isAutomationEnabled", "isBizProcEnabled", "isBeginCloseDatesEnabled",
        "isClientEnabled", "isDocumentsEnabled", "isLinkWithProductsEnabled", "isMycompanyEnabled",
        "isObserversEnabled", "isRecyclebinEnabled", "isSourceEnabled", "isUseInUserfieldEnabled",
        "isSetOpenPermissions",
    ]

    /// Objects of CRM that smart processes can be related to, by their `entityTypeId`.
    public static let standardTypes: [(name: String, entityTypeID: Int64)] = [
        ("lead", 1), ("deal", 2), ("contact", 3), ("company", 4), ("quote", 7), ("invoice", 31),
    ]

    /// Fields of other objects that a smart process can be linked to, by the name in descriptions.
    public static let links: [(name: String, field: String)] = [
        ("calendar", "CALENDAR_EVENT|UF_CRM_CAL_EVENT"), ("tasks", "TASKS_TASK|UF_CRM_TASK"),
        ("taskTemplates", "TASKS_TASK_TEMPLATE|UF_CRM_TASK"),
    ]

    /// The attributes of a kind, in the order in which they are written.
    public static func of(_ kind: ObjectKind) -> [Attribute] { table[kind] ?? [] }

    /// One of them.
    public static func named(_ name: String, of kind: ObjectKind) -> Attribute? {
        of(kind).first { $0.name == name }
    }

    private static let table: [ObjectKind: [Attribute]] = [
        .workplace: [Attribute("title", .text), Attribute("grants", .grants, .grants)],
        .spa: [Attribute("title", .text), Attribute("workplace", .home, .home)]
            + switches.map { Attribute($0, .flag) } + [
                Attribute("links", .links), Attribute("parents", .relations, .relations),
                Attribute("children", .relations, .relations),
                Attribute("access", .access, .access), Attribute("grants", .grants, .grants),
            ],
        .funnel: [
            Attribute("name", .text), Attribute("isDefault", .mark), Attribute("card", .card, .card),
            Attribute("access", .access, .access), Attribute("grants", .grants, .grants),
        ],
        .stage: [
            Attribute("code", .text, fixed: true), Attribute("name", .text, required: true),
            Attribute("color", .colour),
            Attribute("semantics", .choice(["process", "success", "failure"]), fixed: true),
            Attribute("grants", .grants, .grants),
        ],
        .field: [
            Attribute("code", .text, fixed: true),
            Attribute(
                "type",
                .choice([
                    "string", "integer", "double", "boolean", "date", "datetime", "money", "url", "address", "file",
                    "enumeration", "iblock_section", "iblock_element", "crm_status", "crm", "employee",
                ]), required: true, fixed: true),
            Attribute("label", .labels), Attribute("help", .labels), Attribute("multiple", .flag, fixed: true),
            Attribute("mandatory", .flag), Attribute("showFilter", .choice(["N", "Y", "I", "E", "S"])),
            Attribute("editInList", .flag, fixed: true), Attribute("isSearchable", .flag),
            Attribute("options", .options), Attribute("settings", .anything),
        ],
    ]
}
