import GRDB
import JSON
import Localization

/// What everybody may ask about the portal and themselves (`api-reference/common/system`).
enum SystemMethods: MethodFamily {
    static let methods = [
        Method("scope", .basic, scope),
        Method("methods", .basic, listMethods),
        Method("method.get", .basic, methodGet),
        Method("server.time", .basic, serverTime),
        Method("app.info", .basic, appInfo),
        Method("feature.get", .basic, feature),
    ]

    private static func scope(_ call: Call, _ database: Database) throws -> Reply {
        let all = call.router.scopes
        let isFull = call.parameters["full"]?.phpFlag ?? false
        let granted = isFull ? all : call.caller.scopes.map { $0.sorted() } ?? all
        return Reply(.array(granted.map(JSONValue.string)))
    }

    /// Without parameters the methods that the scopes of the webhook open; `scope` names one (empty: the common ones),
    /// `full` wants all.
    private static func listMethods(_ call: Call, _ database: Database) throws -> Reply {
        let isFull = call.parameters["full"]?.phpFlag ?? false
        let wanted = call.parameters["scope"]?.phpString
        let methods = call.router.all.filter { method in
            if let wanted {
                switch method.scope {
                case .basic: return wanted.isEmpty
                case .anyOf(let scopes): return scopes.contains(wanted)
                case .userFieldConfig: return wanted == "userfieldconfig"
                }
            }
            return isFull || call.caller.allows(method.scope)
        }
        var names = methods.map(\.name)
        if wanted.map(\.isEmpty) ?? true { names.insert(Batch.method, at: 0) }
        return Reply(.array(names.map { .string($0.lowercased()) }))
    }

    private static func methodGet(_ call: Call, _ database: Database) throws -> Reply {
        let name = call.parameters["name"]?.phpString ?? ""
        let isSpelt = !call.choices.methodGetNeedsLowerCase || name == name.lowercased()
        let method = isSpelt ? call.router.all.first { $0.name.lowercased() == name.lowercased() } : nil
        let isBatch = isSpelt && name.lowercased() == Batch.method
        return Reply([
            "isExisting": .bool(method != nil || isBatch),
            "isAvailable": .bool(method.map { call.caller.allows($0.scope) } ?? isBatch),
        ])
    }

    /// The application that asks (`api-reference/common/system/app-info`). Plans are called as in the examples there,
    /// after the language of the portal.
    private static func appInfo(_ call: Call, _ database: Database) throws -> Reply {
        guard let application = call.caller.application else {
            throw RESTError("ACCESS_DENIED", Texts.applicationRequired)
        }
        let license = call.portal.plan == .enterprise ? "ent250" : "basic"
        return Reply([
            "ID": .int(application.id), "CODE": .string(application.clientID), "VERSION": 1,
            "STATUS": .string(application.status.rawValue), "INSTALLED": true,
            "PAYMENT_EXPIRED": .yesNo(application.isPaymentExpired),
            // "A negative number" after the period; how long it lasts is nothing that this portal keeps.
            "DAYS": application.isPaymentExpired ? -1 : .null, "LANGUAGE_ID": .string(call.language.rawValue),
            "LICENSE": .string("\(call.language.rawValue)_\(license)"), "LICENSE_TYPE": .string(license),
            "LICENSE_FAMILY": call.portal.plan == .enterprise ? "ent" : "basic",
        ])
    }

    private static func serverTime(_ call: Call, _ database: Database) throws -> Reply {
        Reply(.string(ServerTime(offset: call.choices.timeZoneOffset).iso(call.timestamp)))
    }

    /// Both documented features are a matter of the plan.
    private static func feature(_ call: Call, _ database: Database) throws -> Reply {
        guard let code = call.parameters["CODE", "code"]?.phpString, !code.isEmpty else {
            throw RESTError("CODE_EMPTY", Texts.emptyFeatureCode)
        }
        let features = ["rest_offline_extended", "rest_auth_connector"]
        return Reply(["value": .yesNo(call.portal.plan == .enterprise && features.contains(code))])
    }
}
