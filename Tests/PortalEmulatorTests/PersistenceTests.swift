import JSON
import Localization
import PortalEmulator
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite struct PersistenceTests {
    /// A folder that vanishes with the test.
    private final class Folder: Sendable {
        let path: String

        init() {
            var template = Array("/tmp/b24-portal-test.XXXXXX".utf8CString)
            path = String(cString: mkdtemp(&template))
        }

        deinit {
            for folder in ["/a/b", "/a", ""] {
                for name in ["portal.sqlite", "portal.sqlite-wal", "portal.sqlite-shm"] {
                    unlink("\(path)\(folder)/\(name)")
                }
                rmdir(path + folder)
            }
        }
    }

    @Test func dataAndWebhooksOutliveARestart() async throws {
        let folder = Folder()
        func start() async throws -> TestPortal { try await TestPortal { $0.dataFolder = "\(folder.path)/a/b" } }
        var portal = try await start()
        let path = portal.path("")
        _ = try portal.result("crm.automatedsolution.add", ["fields": ["title": "Kept"]])
        try await portal.portal.stop()
        portal = try await start()
        #expect(portal.path("") == path, "the same codes")
        let list = try portal.result("crm.automatedsolution.list")["automatedSolutions"]!.arrayValue!
        #expect(list.map { $0["title"] } == ["HR", "Back office", "Kept"])
        try await portal.portal.reset()
        #expect(try portal.result("crm.automatedsolution.list")["automatedSolutions"]?.arrayValue?.count == 2)
        #expect(try portal.client.send("GET", "\(path)profile").status == 200, "webhooks stay")
        try await portal.portal.stop()
    }

    @Test func theFileIsForItsOwnerAlone() async throws {
        let folder = Folder()
        let portal = try await TestPortal { $0.dataFolder = "\(folder.path)/a" }
        _ = try portal.result("crm.automatedsolution.add", ["fields": ["title": "x"]])
        for name in ["portal.sqlite", "portal.sqlite-wal", "portal.sqlite-shm"] {
            var info = stat()
            #expect(stat("\(folder.path)/a/\(name)", &info) == 0, "\(name)")
            #expect(info.st_mode & 0o777 == 0o600, "\(name)")
        }
        var info = stat()
        #expect(stat("\(folder.path)/a", &info) == 0)
        #expect(info.st_mode & 0o777 == 0o700)
        try await portal.portal.stop()
    }

    @Test func unusableFoldersAndPortsAreToldClearly() async throws {
        let failure = await #expect(throws: LocalPortalError.self) {
            try await TestPortal { $0.dataFolder = "/dev/null/portal" }
        }
        #expect(failure?.text.en.contains("/dev/null/portal") == true)
        let portal = try await TestPortal()
        await #expect(throws: LocalPortalError.self) {
            try await TestPortal { $0.port = portal.client.port }
        }
    }
}
