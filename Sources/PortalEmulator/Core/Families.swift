/// All methods that this portal acts out, family by family.
enum Families {
    /// With the methods that an administrator of a self-hosted portal may have installed.
    static var all: [Method] { documented + SPAPermissionMethods.methods }

    /// Those of a flavour: nobody installs methods in the cloud.
    static func all(_ flavour: LocalPortal.Flavour) -> [Method] { flavour == .box ? all : documented }

    private static var documented: [Method] {
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
            CollectionMethods.self,
        ]
        return families.flatMap { $0.methods }
    }
}
