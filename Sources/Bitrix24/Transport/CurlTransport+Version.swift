import CCurl

extension CurlTransport {
    /// What libcurl says of itself, `libcurl/7.88.1 OpenSSL/3.0.17 ...`; `nil` when it is not on this machine.
    public static var libraryVersion: String? { b24_curl_version().map { String(cString: $0) } }
}
