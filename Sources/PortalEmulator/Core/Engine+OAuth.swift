import GRDB
import JSON

/// The authorization server, which is a part of this portal.
extension Engine {
    /// Answers a request to one of its two addresses. It has neither the portal's limits nor its errors.
    func authorization(_ request: Request, _ delivery: Answer.Delivery) -> Answer {
        let now = clock.now()
        var answer: Answer
        do {
            answer = try store.queue.write { database in
                let place = try OAuthPlace(host: request.host, allScopes: router.scopes, database)
                let parameters = Parameters(request.parameters)
                guard request.service == .token else {
                    return Answer(
                        try AuthorizePage(
                            database: database, choices: facts.choices, place: place, language: facts.language,
                            signIn: signIn, now: now
                        ).answer(parameters))
                }
                let endpoint = TokenEndpoint(database: database, choices: facts.choices, place: place, now: now)
                return Answer(status: 200, body: .members(try endpoint.answer(parameters)))
            }
        } catch var error as RESTError {
            error.status = facts.choices.tokenErrorStatus
            answer = refusal(error)
        } catch {
            answer = refusal(RESTError(any: error))
            answer.failure = "\(error)"
        }
        answer.headers.append(("Cache-Control", "no-store"))
        answer.delivery = delivery
        return answer
    }
}

extension Answer {
    fileprivate init(_ outcome: AuthorizePage.Outcome) {
        switch outcome {
        case .page(let status, let html): self.init(status: status, body: .html(html))
        case .redirect(let address):
            self.init(status: 302, body: .html(""), headers: [("Location", address)])
        }
    }
}
