import GRDB
import Localization

/// Departments, people and workgroups of the demo company.
enum CompanySeed {
    private struct Person {
        let id: Int
        let role: LocalPortal.Owner
        let name: LocalizedText
        let lastName: LocalizedText
        let position: LocalizedText
        let departments: [Int]
        let gender: String
        var isActive = true

        /// Mail addresses are Latin in every language, of a domain that nobody can own.
        var email: String { "\(name.en).\(lastName.en)@example.com".lowercased() }
    }

    /// The first of each role owns the webhooks of that role. An empty portal holds 1, 2, 3 and 11.
    private static let people = [
        Person(
            id: 1, role: .admin, name: LocalizedText("Anna", ru: "Анна"),
            lastName: LocalizedText("Harper", ru: "Соколова"),
            position: LocalizedText("Portal administrator", ru: "Администратор портала"), departments: [4], gender: "F"),
        Person(
            id: 2, role: .crmAdmin, name: LocalizedText("Daniel", ru: "Даниил"),
            lastName: LocalizedText("Brooks", ru: "Орлов"),
            position: LocalizedText("Head of Sales", ru: "Руководитель отдела продаж"), departments: [2], gender: "M"),
        Person(
            id: 3, role: .employee, name: LocalizedText("Olivia", ru: "Ольга"),
            lastName: LocalizedText("Stone", ru: "Степанова"),
            position: LocalizedText("Sales manager", ru: "Менеджер по продажам"), departments: [2], gender: "F"),
        Person(
            id: 4, role: .employee, name: LocalizedText("Marcus", ru: "Максим"),
            lastName: LocalizedText("Lee", ru: "Лебедев"),
            position: LocalizedText("Sales manager", ru: "Менеджер по продажам"), departments: [2], gender: "M"),
        Person(
            id: 5, role: .employee, name: LocalizedText("Grace", ru: "Галина"),
            lastName: LocalizedText("Walker", ru: "Волкова"),
            position: LocalizedText("Head of HR", ru: "Руководитель отдела кадров"), departments: [3], gender: "F"),
        Person(
            id: 6, role: .employee, name: LocalizedText("Peter", ru: "Пётр"),
            lastName: LocalizedText("Novak", ru: "Новиков"),
            position: LocalizedText("HR specialist", ru: "Специалист по кадрам"), departments: [3], gender: "M"),
        Person(
            id: 7, role: .employee, name: LocalizedText("Emma", ru: "Елена"),
            lastName: LocalizedText("Clarke", ru: "Кузнецова"),
            position: LocalizedText("Head of Operations", ru: "Операционный директор"), departments: [4], gender: "F"),
        Person(
            id: 8, role: .employee, name: LocalizedText("Thomas", ru: "Тимур"),
            lastName: LocalizedText("Fisher", ru: "Фомин"),
            position: LocalizedText("Head of Procurement", ru: "Руководитель отдела закупок"), departments: [5],
            gender: "M"),
        Person(
            id: 9, role: .employee, name: LocalizedText("Lucy", ru: "Людмила"),
            lastName: LocalizedText("Adams", ru: "Агеева"),
            position: LocalizedText("Buyer", ru: "Менеджер по закупкам"), departments: [5], gender: "F"),
        Person(
            id: 10, role: .employee, name: LocalizedText("Henry", ru: "Герман"),
            lastName: LocalizedText("Marsh", ru: "Морозов"),
            position: LocalizedText("Chief Executive Officer", ru: "Генеральный директор"), departments: [1],
            gender: "M"),
        Person(
            id: 11, role: .extranet, name: LocalizedText("Julia", ru: "Юлия"),
            lastName: LocalizedText("Meyer", ru: "Мельник"),
            position: LocalizedText("Supplier's manager", ru: "Менеджер поставщика"), departments: [], gender: "F"),
        Person(
            id: 12, role: .employee, name: LocalizedText("Victor", ru: "Виктор"),
            lastName: LocalizedText("Hale", ru: "Ершов"),
            position: LocalizedText("Sales manager", ru: "Менеджер по продажам"), departments: [2], gender: "M",
            isActive: false),
    ]

    private static let company = LocalizedText("Northwind Tools", ru: "Северный инструмент")

    private static let departments: [(id: Int, name: LocalizedText, parent: Int?, head: Int)] = [
        (1, company, nil, 10),
        (2, LocalizedText("Sales", ru: "Отдел продаж"), 1, 2),
        (3, LocalizedText("Human Resources", ru: "Отдел кадров"), 1, 5),
        (4, LocalizedText("Operations", ru: "Операционный отдел"), 1, 7),
        (5, LocalizedText("Procurement", ru: "Отдел закупок"), 4, 8),
    ]

    private static let workgroups: [(id: Int, name: LocalizedText, text: LocalizedText, owner: Int, isExtranet: Bool)] =
        [
            (
                1, LocalizedText("New warehouse", ru: "Новый склад"),
                LocalizedText("Moving to the new warehouse", ru: "Переезд на новый склад"), 7, false
            ),
            (
                2, LocalizedText("Suppliers", ru: "Поставщики"),
                LocalizedText("Work with suppliers", ru: "Работа с поставщиками"), 8, true
            ),
        ]

    /// `A` owner, `E` moderator, `K` member.
    private static let members: [(group: Int, user: Int, role: String)] = [
        (1, 7, "A"), (1, 8, "E"), (1, 3, "K"), (1, 1, "K"), (2, 8, "A"), (2, 9, "E"), (2, 11, "K"), (2, 4, "K"),
    ]

    private static let day: Int64 = 86400

    static func fill(_ database: Database, _ seed: SeedContext, isDemo: Bool) throws {
        let founders: Set<Int> = [1, 2, 3, 11]
        for department in departments where isDemo || department.parent == nil {
            try database.run(
                "INSERT INTO departments (id, name, sort, parent_id, head_id) VALUES (?, ?, ?, ?, ?)",
                [
                    department.id, department.name[seed.language], department.id * 100, department.parent,
                    isDemo ? department.head : 1,
                ])
        }
        for person in people where isDemo || founders.contains(person.id) {
            try insert(
                person, database, seed, departments: isDemo || person.departments.isEmpty ? person.departments : [1])
        }
        guard isDemo else { return }
        for group in workgroups {
            try database.run(
                """
                INSERT INTO workgroups (id, name, description, date_create, date_update, date_activity, owner_id, is_extranet)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    group.id, group.name[seed.language], group.text[seed.language], seed.now - 200 * day,
                    seed.now - 30 * day, seed.now - day, group.owner, group.isExtranet ? "Y" : "N",
                ])
        }
        for member in members {
            try database.run(
                "INSERT INTO workgroup_members (group_id, user_id, role) VALUES (?, ?, ?)",
                [member.group, member.user, member.role])
        }
    }

    private static func insert(
        _ person: Person, _ database: Database, _ seed: SeedContext, departments: [Int]
    ) throws {
        let registered = seed.serverTime.startOfDay(seed.now - Int64(400 - person.id * 10) * day)
        try database.run(
            """
            INSERT INTO users (id, active, role, user_type, name, last_name, email, personal_gender, work_position,
                work_phone, date_register, last_login, last_activity, updated_time, is_online)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                person.id, person.isActive ? "Y" : "N", person.role.rawValue,
                person.role == .extranet ? "extranet" : "employee", person.name[seed.language],
                person.lastName[seed.language], person.email, person.gender, person.position[seed.language],
                person.role == .extranet ? "" : "1\(person.id < 10 ? "0" : "")\(person.id)", registered,
                person.isActive ? seed.now - Int64(person.id) * 3600 : seed.now - 90 * day,
                person.isActive ? seed.now - Int64(person.id) * 600 : seed.now - 90 * day, seed.now - 10 * day,
                person.id == 1 ? "Y" : "N",
            ])
        for department in departments {
            try database.run(
                "INSERT INTO user_departments (user_id, department_id) VALUES (?, ?)", [person.id, department])
        }
    }
}
