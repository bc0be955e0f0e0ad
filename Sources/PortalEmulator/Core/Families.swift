/// All methods that this portal acts out, family by family.
enum Families {
    static var all: [Method] {
        let families: [any MethodFamily.Type] = [
            SystemMethods.self,
            CallerMethods.self,
            AutomatedSolutionMethods.self,
            TypeMethods.self,
            CategoryMethods.self,
            ItemMethods.self,
            StatusMethods.self,
            UserFieldMethods.self,
            CardMethods.self,
            OwnerTypeMethods.self,
            UserMethods.self,
            DepartmentMethods.self,
            WorkgroupMethods.self,
        ]
        return families.flatMap { $0.methods }
    }
}
