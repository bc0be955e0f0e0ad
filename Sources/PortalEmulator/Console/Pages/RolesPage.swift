import GRDB
import Localization
import Permissions

/// The roles of CRM and whom they are assigned to. What they may do stands in the tables of ``GrantsPage``.
struct RolesPage {
    private let console: Console
    private let place: ConsolePlace
    /// Why the last form was refused.
    private let mistake: String?

    init(_ console: Console, _ place: ConsolePlace, mistake: String? = nil) {
        self.console = console
        self.place = place
        self.mistake = mistake
    }

    func page() throws -> ConsolePage {
        let (roles, names) = try console.engine.store.queue.read { database in
            (try RoleStore.all(database), try AudienceNames(database))
        }
        let cards = roles.map { card($0, names) }
        let none: HTML? = roles.isEmpty ? "<p class=\"empty\">\(place[Texts.noRoles])</p>" : nil
        return ConsolePage(
            title: place[Texts.roles], section: .permissions,
            content: """
                <div class="headline"><h1>\(place[Texts.roles])</h1></div>
                \(mistake.map { "<p class=\"banner bad\" role=\"alert\">\($0)</p>" })
                <p class="lead">\(place[Texts.aboutRoles]) \
                \(place.link(place[Texts.title(of: .permissions)], "permissions"))</p>
                <div class="grid wide-boxes">
                \(cards)
                \(none)
                \(addition(names))
                </div>
                """)
    }

    private func card(_ role: LocalPortal.Role, _ names: AudienceNames) -> HTML {
        let field: HTML = "<input type=\"hidden\" name=\"role\" value=\"\(role.id)\">"
        let codes = role.codes.map { code -> HTML in
            let button = place.form(
                "roles/unassign",
                """
                \(field)<input type="hidden" name="code" value="\(code.text)">
                <p class="inline"><span>\(names.title(code, place.language))</span> \
                <button>\(place[Texts.unassignRole])</button></p>
                """)
            return "<li>\(button)</li>\n"
        }
        let list: HTML =
            codes.isEmpty
            ? "<p class=\"empty\">\(place[Texts.roleUnassigned])</p>" : "<ul class=\"plain\">\(codes)</ul>"
        let assign = place.form(
            "roles/assign",
            "\(field)<p class=\"inline\">\(choice(names, isRequired: true)) <button>\(place[Texts.assignRole])</button></p>"
        )
        let rename = place.form(
            "roles/rename",
            """
            \(field)
            <p class="inline">\(nameInput(role.name)) <button>\(place[Texts.renameRole])</button></p>
            """)
        let remove = place.form(
            "roles/remove",
            """
            \(field)
            <label class="check"><input type="checkbox" name="sure" value="yes" required> \
            \(place[Texts.sureToRemoveRole(role.grantCount)])</label>
            <p class="buttons"><button class="danger">\(place[Texts.removeRole])</button></p>
            """)
        return Parts.card(
            role.name, id: "role-\(role.id)",
            "<p class=\"quiet\">\(place[Texts.roleAssignedTo])</p>\(list)\(assign)\(rename)\(remove)")
    }

    private func addition(_ names: AudienceNames) -> HTML {
        let form = place.form(
            "roles/add",
            """
            <label>\(place[Texts.roleName])
            \(nameInput(""))</label>
            <label>\(place[Texts.roleAssignedTo])
            \(choice(names, isRequired: false))</label>
            <p class="buttons"><button>\(place[Texts.addRoleNow])</button></p>
            """)
        return Parts.card(place[Texts.addRole], form)
    }

    private func nameInput(_ name: String) -> HTML {
        """
        <input name="name" value="\(name)" maxlength="\(RoleStore.longestName)" required autocomplete="off" \
        aria-label="\(place[Texts.roleName])">
        """
    }

    private func choice(_ names: AudienceNames, isRequired: Bool) -> HTML {
        let groups = names.choices.map { group -> HTML in
            let options = group.codes.map { ($0.text, names.title($0, place.language)) }
            return "<optgroup label=\"\(place[group.heading])\">\(Parts.options(options, chosen: nil))</optgroup>"
        }
        return """
            <select name="code" aria-label="\(place[Texts.roleAssignedTo])"\(if: isRequired, " required")>\
            <option value="">\(place[Texts.addAudience])</option>\(groups)</select>
            """
    }
}
