import Bitrix24
import JSON
import Localization
import LuaRuntime

/// Looks at everything that b24 needs, in the order in which it needs it.
struct Doctor: Sendable {
    let context: Context

    func examine() async -> [Check] {
        var checks = [lua, http, configuration, dataFolder]
        checks += secrets
        checks += await portal()
        return checks
    }

    private var lua: Check {
        let release = LuaVM.release
        let numbers = release.split { !$0.isNumber }.compactMap { Int($0) }
        let isOld = numbers.count >= 3 && numbers[0] == 5 && numbers[1] == 4 && numbers[2] < 7
        return Check(
            name: Texts.checkLua, state: isOld ? .warning : .fine, finding: Texts.verbatim(release),
            fix: isOld ? Texts.luaIsOld : nil)
    }

    private var http: Check {
        guard let version = CurlTransport.libraryVersion else {
            return Check(
                name: Texts.checkHTTP, state: .failed, finding: Texts.noCurl, fix: Texts.installCurl)
        }
        return Check(
            name: Texts.checkHTTP, state: .fine,
            finding: Texts.verbatim(version.split(separator: " ").prefix(2).joined(separator: ", ")))
    }

    var isDemo: Bool {
        if case .demo? = try? Portal.choose(context.settings, context.environment) { true } else { false }
    }

    private var dataFolder: Check {
        let path = context.environment.dataFolder
        do {
            try Files.makeFolder(path)
        } catch {
            return Check(
                name: Texts.checkData, state: .failed, finding: Texts.cannotMakeFolder(path, error.reason),
                fix: Texts.setDataHome)
        }
        let isWritable = Files.isWritable(path)
        return Check(
            name: Texts.checkData, state: isWritable ? .fine : .failed,
            finding: isWritable ? Texts.verbatim(path) : Texts.notWritable(path),
            fix: isWritable ? nil : Texts.setDataHome)
    }

    /// Reaches the portal and compares clocks.
    private func portal() async -> [Check] {
        do {
            let portal = try Portal.choose(context.settings, context.environment)
            let connection = PortalConnection(portal, context)
            let checks = await reach(connection)
            await connection.close()
            return checks
        } catch {
            return [failure(Texts.checkPortal, error)]
        }
    }

    private func reach(_ connection: PortalConnection) async -> [Check] {
        do {
            let client = try await connection.client()
            let before = SystemTime().unixTime
            let response = try await client.call(Command("server.time"))
            let after = SystemTime().unixTime
            let reached = Check(
                name: Texts.checkPortal, state: .fine,
                finding: Texts.reached(connection.portal.name, client.credential.domain))
            guard let text = response.result.value.text, let there = PortalTime.unix(text) else { return [reached] }
            // The portal tells whole seconds: half a second is the middle of what it can mean.
            return [reached, clock(seconds: there + 0.5 - (before + after) / 2)]
        } catch {
            return [failure(Texts.checkPortal, error)]
        }
    }

    private func clock(seconds: Double) -> Check {
        let skew = Int(seconds.rounded())
        guard abs(skew) >= 60 else {
            return Check(name: Texts.checkClock, state: .fine, finding: Texts.clockAgrees)
        }
        return Check(
            name: Texts.checkClock, state: .warning, finding: Texts.clockDiffers(skew), fix: Texts.setClock)
    }

    func failure(_ name: LocalizedText, _ error: any Error) -> Check {
        let en = ErrorReport(error, .en)
        let ru = ErrorReport(error, .ru)
        let fix = en.hint.isEmpty ? nil : LocalizedText(en.hint, ru: ru.hint)
        return Check(name: name, state: .failed, finding: LocalizedText(en.message, ru: ru.message), fix: fix)
    }
}
