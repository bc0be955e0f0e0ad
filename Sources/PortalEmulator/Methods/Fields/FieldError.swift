/// Why a value was refused; turned into the documented code and text by the method that met it.
enum FieldError: Error, Equatable {
    /// `CRM_FIELD_ERROR_VALUE_NOT_VALID`, with the title of the field.
    case valueNotValid(field: String)
    /// `CRM_FIELD_ERROR_REQUIRED`, with the title of the field.
    case required(field: String)
    /// Code `100`: a single value where a list is due, with PHP's name of the value's type.
    case notIterable(type: String)
}
