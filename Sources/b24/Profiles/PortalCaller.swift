import Bitrix24
import JSON
import Localization

/// As whom a credential calls, and what it may do, as the portal says.
struct PortalCaller: Sendable {
    let name: String
    let isAdmin: Bool
    let scopes: [String]

    /// Asks the portal: `profile` and `scope`, which every credential may call. -> common/users/profile, common/system/scope
    static func ask(_ credential: Credential, _ context: Context) async throws -> PortalCaller {
        var options = PortalClient.Options()
        options.userAgent = "b24/\(B24.version)"
        options.rateFolder = context.environment.stateFolder + "/rate"
        if let timeout = context.settings.timeout { options.timeouts = Timeouts(whole: timeout) }
        let transport: any Transport =
            context.settings.isVerbose
            ? LoggingTransport(output: context.output, language: context.language) : CurlTransport.shared
        let client = PortalClient(credential: credential, options: options, transport: transport)
        let profile = try await client.call(Command("profile")).result.value
        let scopes = try await client.call(Command("scope")).result.value
        let names = [profile["NAME"], profile["LAST_NAME"]].compactMap { $0?.stringValue }.filter { !$0.isEmpty }
        let id = profile["ID"].map { $0.stringValue ?? $0.integerValue.map(String.init) ?? "" } ?? ""
        return PortalCaller(
            name: names.isEmpty ? "#" + id : names.joined(separator: " "), isAdmin: profile["ADMIN"]?.boolValue == true,
            scopes: (scopes.arrayValue ?? []).compactMap(\.stringValue).sorted())
    }
}
