import Testing

/// The server `git.acme.ru` of the pages: folders of the home, to which git is led there.
enum CompanyGit {
    static func set(up home: Home) async throws {
        try home.write(
            ".gitconfig",
            """
            [user]
                name = Anna Harper
                email = anna@acme.ru
            [url "file://\(home.path)/git/"]
                insteadOf = https://git.acme.ru/b24/
            """)
        for (name, text) in crm { try home.write("git/crm/" + name, text) }
        let running = try home.start(
            [
                "-c",
                """
                set -e; cd git; git init -q --bare acme-leave; cd crm
                git init -q -b main; git add .; git commit -q -m CRM; git tag v1.0.0
                """,
            ], program: "/bin/sh")
        running.closeInput()
        let run = await running.end()
        #expect(run.status == 0, "\(run.testDescription)")
    }

    /// The library that README.md adds.
    private static let crm = [
        "b24.toml": """
        [library]
        name = "crm"
        version = "1.0.0"
        api = 1
        summary = "What our teams share"
        summary_ru = "Общее для наших команд"
        [capabilities]
        read = ["crm.type.*", "crm.item.list"]
        [commands]
        report = "commands/report.lua"
        """,
        "lib/init.lua": """
        --- What our teams share.
        return { title = function() return "Leave requests" end }
        """,
        "commands/report.lua": """
        --- Monthly report.
        ---
        --- @arg month string  which month
        local crm = require "crm"
        print(b24.args.month, b24.spa(crm.title()).items:count())
        """,
    ]
}
