public import Bitrix24
public import Localization
import Synchronization

/// A person's sign-in to an application, up to the code: by the browser that the portal sends back, or by what the person
/// pastes, whichever comes first.
///
/// ```swift
/// let exchange = try CodeExchange(portal: url, clientID: id, clientSecret: secret)
/// let signIn = try await SignIn(exchange, port: 24024)
/// Browser.open(signIn.url)
/// let answer = try await signIn.answer(within: .seconds(300), pasted: { await hiddenLine() })
/// let token = try await exchange.token(for: answer.code, serverDomain: answer.serverDomain)
/// ```
public final class SignIn: Sendable {
    /// The port that an application's card names, unless another one is asked for.
    public static let usualPort = RedirectListener.usualPort

    /// Where the person lets the application in.
    public let url: String
    /// What the application's card has to say so that the browser comes back by itself; `nil` without a port.
    public let redirectAddress: String?
    private let state: SignInState
    private let portal: String
    private let listener: RedirectListener?

    /// Begins a sign-in.
    ///
    /// - Parameters:
    ///   - exchange: which application on which portal.
    ///   - port: on which the browser comes back, 0 for any that is free; `nil` when only pasting is wanted.
    ///   - language: of the page that the browser shows at the end.
    /// - Throws: ``CredentialsError`` when the port cannot be had.
    public convenience init(
        _ exchange: CodeExchange, port: Int?, language: Language
    ) async throws(CredentialsError) {
        try await self.init(exchange, port: port, language: language, state: SignInState())
    }

    init(
        _ exchange: CodeExchange, port: Int?, language: Language, state: SignInState
    ) async throws(CredentialsError) {
        self.state = state
        portal = exchange.domain
        url = exchange.authorizeURL(state: state.text)
        if let port {
            let listener = try await RedirectListener.open(
                port: port, state: state, portal: portal, language: language)
            self.listener = listener
            redirectAddress = listener.address
        } else {
            listener = nil
            redirectAddress = nil
        }
    }

    /// Waits for the answer, and ends the sign-in: the port is free again.
    ///
    /// - Parameters:
    ///   - time: how long a person may take.
    ///   - pasted: waits for a line from the person; `nil` when there will be none, and when its task is cancelled. What is
    ///     no code or redirect address is told by `complain`, and the next line is waited for.
    ///   - complain: says a sentence to the person.
    /// - Throws: ``CredentialsError``: nothing came in time, the person refused, or the task was cancelled.
    public func answer(
        within time: Duration, pasted: (@Sendable () async -> Secret?)? = nil,
        complain: @escaping @Sendable (LocalizedText) -> Void = { _ in }
    ) async throws(CredentialsError) -> SignInAnswer {
        let first = FirstEnd<Result<SignInAnswer, CredentialsError>>()
        var tasks: [Task<Void, Never>] = []
        if let listener {
            tasks.append(
                Task {
                    guard let answer = await listener.wait() else { return }
                    first.end(answer.mapError { CredentialsError(.failed, Texts.refusal($0), hint: Texts.beginAgain) })
                })
        }
        if let pasted {
            tasks.append(
                Task { [state, portal] in
                    while let line = await pasted() {
                        do throws(SignInAnswer.Refusal) {
                            return first.end(.success(try .read(pasted: line, state: state, portal: portal)))
                        } catch {
                            complain(Texts.refusal(error))
                        }
                    }
                })
        }
        tasks.append(
            Task {
                // Cancelled when something else was first.
                guard (try? await Task.sleep(for: time)) != nil else { return }
                first.end(.failure(CredentialsError(.failed, Texts.signInTimedOut(time), hint: Texts.beginAgain)))
            })
        let result = await first.value()
        for task in tasks { task.cancel() }
        // Whoever asks the person next must be alone at the terminal.
        for task in tasks { await task.value }
        await listener?.close()
        guard let result else { throw CredentialsError(.failed, Texts.signInCancelled) }
        return try result.get()
    }
}

/// The first of several ends that something can come to.
private final class FirstEnd<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func end(_ value: Value) { continuation.yield(value) }

    /// `nil` when the task is cancelled.
    func value() async -> Value? {
        for await value in stream { return value }
        return nil
    }
}
