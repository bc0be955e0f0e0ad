/// What the local portal does where the documentation of Bitrix24 is silent or speaks twice.
///
/// Every choice is here and nowhere else, so that a recording of a real portal can correct it by flipping a switch.
public struct Choices: Sendable, Equatable {
    /// The documented behaviour with the defaults below.
    public init() {}

    // MARK: Applications and tokens

    /// The code for an access token that the portal does not know: invented, of an application that was removed, or long
    /// forgotten. The system table has `NO_AUTH_FOUND` for an invalid access token (`_includes/system-errors`), the page
    /// on authorization providers `invalid_token` "Token expired or invalid"
    /// (`settings/cloud-and-on-premise/on-premise/custom-auth-provider`). Default `invalid_token`, which the official
    /// SDKs look for.
    public var unknownTokenCode = "invalid_token"

    /// The code for the token of somebody who was dismissed. The page on authorization providers has
    /// `authorization_error` "Unable to authorize user". Default that.
    public var dismissedUserCode = "authorization_error"

    /// The status of errors of the token endpoint; `settings/oauth/error-codes` names none. Default 400, as RFC 6749
    /// (5.2) wants it.
    public var tokenErrorStatus = 400

    /// What the token endpoint tells an application that was removed: `invalid_client` ("may not be installed",
    /// `settings/oauth/error-codes`) or `PAYMENT_REQUIRED` ("or the application was removed",
    /// `settings/oauth/auto-renewal`). Default: the former.
    public var reportsRemovalAsPaymentRequired = false

    /// The code for a request of more scopes than the card has: the page names `invalid_scope` and
    /// `insufficient_scope`. Default `invalid_scope`, RFC 6749's.
    public var excessScopeCode = "invalid_scope"

    /// Whether the answer to an authorization code has `expires` and `user_id`, as that to a refresh token. The
    /// example of `settings/oauth/index` lacks them, that of `settings/oauth/auto-renewal` has them. Default no.
    public var firstTokensNameUser = false

    /// Whether an access token outlives the refresh that replaced it, until its hour is over. Undocumented. Default yes.
    public var keepsAccessTokensOnRefresh = true

    /// Seconds in which a refresh token that was replaced gives another pair. "Retain it instead of the previous one"
    /// (`settings/oauth/auto-renewal`) does not tell what becomes of that. Default 0: it is void at once, the hardest
    /// case for a client.
    public var refreshGrace = 0.0

    /// Whether a portal without REST, or one that was deleted, says so before it looks at webhook or token.
    /// Undocumented. Default yes.
    public var checksPlanBeforeCredentials = true

    // MARK: Requests

    /// The status of `INVALID_CREDENTIALS`. The system table says 403 (`_includes/system-errors`), two method pages
    /// say 401 (`crm.item.import`, `im.chat.add`). Default 401: the pages show it for exactly this case, a wrong
    /// id or code in the path.
    public var invalidCredentialsStatus = 401

    /// The code for a webhook past its expiry date. The page only says "an authorization error"
    /// (`local-integrations/local-webhooks`). Default `INVALID_CREDENTIALS`: `expired_token` speaks of OAuth.
    public var expiredWebhookCode = "INVALID_CREDENTIALS"

    /// Whether a method checks its arguments before the rights of the caller. The order is documented nowhere.
    /// Default yes: the argument binder (code `100`) works before the method is entered.
    public var checksArgumentsBeforeAccess = true

    /// Whether requests that fail authorization fill the leaky bucket. Undocumented ("each HTTP request").
    /// Default yes.
    public var countsUnauthorizedRequests = true

    /// Whether a body that is not valid JSON counts as a request without parameters. The pages give code `100`
    /// ("Could not find value for parameter") for it, which is what follows from that. Default yes;
    /// otherwise 400 `INVALID_REQUEST`.
    public var ignoresMalformedBodies = true

    /// How REST 3 (`/rest/api/`) refuses: with an error object (`api-reference/rest-v3`) or with the flat pair of REST 2,
    /// also where it is the portal as a whole that refuses. Default: the object.
    public var usesErrorObjectsForREST3 = true

    /// Seconds east of Greenwich of the server time. A portal has one, which one is not documented.
    public var timeZoneOffset = 3 * 3600

    /// Whether answers carry `operating` and `operating_reset_at` on a self-hosted portal, where the limit is off
    /// by default (`limits`). Default no.
    public var showsOperatingOnBox = false

    // MARK: System methods

    /// Whether `method.get` finds names in lower case only, which is how the page wants them
    /// (`api-reference/common/system/method-get`). Default yes.
    public var methodGetNeedsLowerCase = true

    /// Whether `access.name` names departments and workgroups; its page shows users, groups and `AU` only.
    /// Default yes.
    public var namesDepartmentsAndWorkgroups = true

    // MARK: Batch

    /// What an unresolved `$result[...]` becomes. Undocumented; observed portals pass the text on as it is.
    /// Default yes; otherwise the reference becomes an empty string.
    public var keepsUnresolvedReferences = true

    /// Whether a parameter that is nothing but a reference may become a list or an object. Undocumented.
    /// Default yes.
    public var substitutesWholeValues = true

    // MARK: Lists

    /// Whether text is compared without case in filters. Undocumented; the cloud's database does. Default yes.
    public var comparesTextWithoutCase = true

    /// Whether `!=` and its relatives also match empty fields. Undocumented. Default yes.
    public var negationMatchesEmpty = true

    /// Whether a list as the value of `=` or no prefix means "one of these". Undocumented where `@` is. Default yes.
    public var equalsAcceptsLists = true

    // MARK: Workplaces

    /// Whether only CRM administrators may manage workplaces (older pages), or also those with a grant for
    /// "Automated solutions" in the access permissions of CRM (newer pages). Default: the newer rule.
    public var onlyCRMAdminsManageWorkplaces = false

    /// Whether `crm.automatedsolution.update` tells `NOT_FOUND` for an unknown id (newer page; the older one is
    /// silent). Default yes; otherwise it answers `ACCESS_DENIED`.
    public var reportsUnknownWorkplaceOnUpdate = true

    /// Whether deleting an unknown workplace is `NOT_FOUND`. Undocumented. Default yes; otherwise `null`.
    public var reportsUnknownWorkplaceOnDelete = true

    /// Whether a workplace created with `typeIds` binds them at once. The pages say so; a live portal was seen to
    /// answer without them. Default yes; turn it off to test read-back.
    public var bindsTypesOnAdd = true

    // MARK: SPAs

    /// The code of a second SPA with the same `entityTypeId`; refused, with an undocumented code.
    public var duplicateTypeCode = "INVALID_ARG_VALUE"

    /// The code for a SPA without title. Undocumented; default as for workplaces.
    public var missingTypeTitleCode = "BX_EMPTY_REQUIRED"

    // MARK: Funnels

    /// Where the object of a SPA's funnel has `isSystem` and `code`: the description of the object names them, the
    /// examples of `add` and `update` lack them, no example shows reading one.
    public enum SystemMembers: Sendable {
        /// As the examples.
        case never
        /// In `get` and `list`.
        case whenRead
        /// Everywhere.
        case always
    }

    /// Default: in `get` and `list`, which no example contradicts.
    public var systemMembersOfFunnels = SystemMembers.whenRead

    /// Whether funnels of a SPA are refused with `ENTITY_TYPE_NOT_SUPPORTED` while `isCategoriesEnabled` is `N`
    /// (tutorial) or work all the same (the page of `crm.category.add`). Default: they work.
    public var refusesFunnelsWhenDisabled = false

    // MARK: Elements

    /// Whether new elements are open to everybody. "The default value can be changed in the CRM settings"
    /// (`api-reference/crm/universal/crm-item-add`). Default yes.
    public var opensNewItems = true

    /// Whether `companyId`, `contactId` and `webformId` of the CRM's own types are 0 where there is none when they are
    /// read, as in the examples of `crm.item.get` and `crm.item.update`, or null, as the table of `crm.item.add` says and
    /// its own example shows. Default yes, but for the answer to `crm.item.add`.
    public var answersZeroForMissingLinks = true

    /// Whether deals keep the `taxValue` that a request sends. The table of `crm.item.add` has it, but its example sends
    /// 99.9 and answers 0: the tax of a deal without product rows. Default no.
    public var keepsTaxOfDeals = false

    /// Whether a value that is written over an entry of `fm` with an empty text deletes it. The page speaks of
    /// "updating or deleting" by `id` without telling how (`api-reference/crm/universal/crm-item-get`); the older methods
    /// do it so. Default yes; otherwise the entry stays as it is.
    public var emptyMultifieldsAreDeleted = true

    /// The currency of elements and money values that name none; `nil` takes that of the language (USD, RUB). The page
    /// says "default currency".
    public var currency: String?

    /// Whether rows of `crm.item.list` carry `id` also when `select` leaves it out. Undocumented; all examples ask for
    /// it. Default yes.
    public var selectsIDAlways = true

    /// Whether `*` in `select` means custom and parent fields too. The page says "item field names or `*`".
    /// Default yes.
    public var starSelectsUserFields = true

    /// Whether only portal administrators may bring the history of an element in `crm.item.import`, or also those who
    /// administer CRM alone. The page says "administrator". Default: portal administrators only.
    public var historyNeedsPortalAdmin = true

    /// Whether a stage that does not belong to the element's funnel is `CRM_FIELD_ERROR_VALUE_NOT_VALID` or quietly
    /// replaced by the funnel's first one. Undocumented. Default: refused.
    public var refusesForeignStages = true

    /// How "Expected iterable value for multiple field, but got ..." calls types: by PHP's `gettype` (`integer`,
    /// `boolean`, `double`) or by its `get_debug_type` (`int`, `bool`, `float`). The page says only `type`.
    /// Default: `gettype`.
    public var usesGettypeNames = true

    /// Whether the common card layout and those of others take a portal administrator, or also those who may change
    /// CRM's settings. The pages say "administrator" and "administrative rights". Default: also those.
    public var cardsNeedPortalAdmin = false

    // MARK: Stages and directories

    /// Whether errors of `crm.status.*` carry their text in `error`, as the older samples show it, or an empty code
    /// and the text in `error_description`, as the newest page does (`api-reference/crm/status/crm-status-add`).
    /// Default: the newest page.
    public var statusErrorsCarryTextAsCode = false

    /// Whether the last stage of a group (in progress, success, failure) cannot be deleted, nor a second stage of
    /// success be added. "At least one stage per group, exactly one in success" stands in the tutorial, the refusal
    /// nowhere. Default yes.
    public var keepsStageGroups = true

    // MARK: Custom fields

    /// Whether `userfieldconfig.get` answers `null` for an unknown id or refuses as for a forbidden one; the page names
    /// both. Default: refuses.
    public var answersNullForUnknownUserField = false

    // MARK: People

    /// Whether guests of an extranet see only themselves and the people of their workgroups in `user.get`.
    /// Undocumented. Default yes.
    public var limitsGuestsToTheirGroups = true

    /// Whether `user.get`, `user.search` and `sonet_group.get` ignore conditions on fields that they do not know; otherwise
    /// `INVALID_ARG_VALUE`. Undocumented; older methods do not complain. Default yes.
    public var ignoresUnknownConditions = true

    /// Whether `TIMESTAMP_X` and `LAST_ACTIVITY_DATE` of `user.get` are `{}`, as the official example shows them, or
    /// text. Default: `{}`.
    public var answersUserDatesAsEmptyObjects = true
}
