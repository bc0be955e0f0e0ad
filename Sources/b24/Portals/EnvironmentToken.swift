import Bitrix24

extension Environment {
    /// The token of `B24_ACCESS_TOKEN` and `B24_PORTAL_URL`: one that somebody else has issued. With `B24_REFRESH_TOKEN`,
    /// `B24_CLIENT_ID` and `B24_CLIENT_SECRET` it can be renewed, for this process alone.
    ///
    /// - Returns: `nil` without `B24_ACCESS_TOKEN`.
    /// - Throws: ``Complaint`` when the portal is missing, ``PortalError`` when one of them cannot be.
    func token() throws -> PortalToken? {
        guard let accessToken else { return nil }
        guard let portal = variables["B24_PORTAL_URL"] else {
            throw Complaint.usage(Texts.noPortalOfToken, hint: Texts.howToNamePortal)
        }
        var token = try PortalToken(portal: portal, accessToken: accessToken)
        token.refreshToken = refreshToken
        token.clientID = variables["B24_CLIENT_ID"]
        token.clientSecret = clientSecret
        if refreshToken != nil {
            token.authorizationServer =
                try variables["B24_AUTH_SERVER"].map { try AuthorizationServer($0) }
                ?? token.usualServer
        }
        return token
    }
}
