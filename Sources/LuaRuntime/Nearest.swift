internal import Localization

extension [String] {
    /// The name that differs least from a mistyped one, when that is little.
    func nearest(to name: String) -> String? {
        let wanted = Array<Character>(name.lowercased())
        let allowed = Swift.max(1, wanted.count / 3)
        let near = compactMap { candidate in
            EditDistance.between(Array<Character>(candidate.lowercased()), wanted, atMost: allowed).map {
                (name: candidate, distance: $0)
            }
        }
        return near.min { $0.distance < $1.distance }?.name
    }
}
