import GRDB

/// The tables of a portal. Dates are Unix seconds, booleans `Y`/`N` as the answers show them, nested things JSON text.
enum Schema {
    /// Brings a new or an older file up to date.
    static func migrate(_ queue: DatabaseQueue) throws {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { try $0.execute(sql: company + crm + items + access) }
        migrator.registerMigration("write log") { try $0.execute(sql: writeLog) }
        migrator.registerMigration("applications") { try $0.execute(sql: applications) }
        migrator.registerMigration("roles") { try $0.execute(sql: roles) }
        migrator.registerMigration("own types") { try $0.execute(sql: ownTypes) }
        migrator.registerMigration("REST 3") { try $0.execute(sql: rest3) }
        try migrator.migrate(queue)
    }

    /// The tables that a reset empties, in any order: there are no foreign keys between them. Webhooks, applications and
    /// their tokens stay, so that what was handed out goes on working.
    static let seeded = [
        "portal", "counters", "departments", "users", "user_departments", "workgroups", "workgroup_members",
        "automated_solutions", "types", "type_relations", "categories", "statuses", "items", "user_fields",
        "user_field_enums", "card_layouts", "files", "grants", "roles",
        "role_codes", "role_grants", "write_log", "note_collections", "rest3_answers",
    ]

    private static let company = """
        CREATE TABLE portal (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE departments (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, sort INTEGER NOT NULL DEFAULT 500,
            parent_id INTEGER, head_id INTEGER);
        CREATE TABLE users (
            id INTEGER PRIMARY KEY, active TEXT NOT NULL DEFAULT 'Y', role TEXT NOT NULL,
            user_type TEXT NOT NULL DEFAULT 'employee', external_auth_id TEXT,
            name TEXT NOT NULL, last_name TEXT NOT NULL, second_name TEXT NOT NULL DEFAULT '',
            email TEXT NOT NULL DEFAULT '', xml_id TEXT NOT NULL DEFAULT '', time_zone TEXT NOT NULL DEFAULT '',
            last_login INTEGER, date_register INTEGER NOT NULL, last_activity INTEGER, updated_time INTEGER,
            is_online TEXT NOT NULL DEFAULT 'N',
            personal_gender TEXT NOT NULL DEFAULT '', personal_birthday TEXT NOT NULL DEFAULT '',
            personal_photo TEXT, personal_mobile TEXT NOT NULL DEFAULT '', personal_city TEXT NOT NULL DEFAULT '',
            personal_www TEXT NOT NULL DEFAULT '', work_phone TEXT NOT NULL DEFAULT '',
            work_position TEXT NOT NULL DEFAULT '', employment_date TEXT NOT NULL DEFAULT '');
        CREATE TABLE user_departments (
            user_id INTEGER NOT NULL, department_id INTEGER NOT NULL,
            PRIMARY KEY (user_id, department_id)) WITHOUT ROWID;
        CREATE TABLE workgroups (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, description TEXT NOT NULL DEFAULT '',
            date_create INTEGER NOT NULL, date_update INTEGER NOT NULL, date_activity INTEGER NOT NULL,
            active TEXT NOT NULL DEFAULT 'Y', visible TEXT NOT NULL DEFAULT 'Y', opened TEXT NOT NULL DEFAULT 'N',
            closed TEXT NOT NULL DEFAULT 'N', project TEXT NOT NULL DEFAULT 'N', keywords TEXT NOT NULL DEFAULT '',
            subject_id INTEGER NOT NULL DEFAULT 1, owner_id INTEGER NOT NULL,
            is_extranet TEXT NOT NULL DEFAULT 'N');
        CREATE TABLE workgroup_members (
            group_id INTEGER NOT NULL, user_id INTEGER NOT NULL, role TEXT NOT NULL,
            PRIMARY KEY (group_id, user_id)) WITHOUT ROWID;
        """

    private static let crm = """
        CREATE TABLE automated_solutions (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
        CREATE TABLE types (
            id INTEGER PRIMARY KEY, entity_type_id INTEGER NOT NULL UNIQUE, title TEXT NOT NULL,
            code TEXT NOT NULL DEFAULT '', automated_solution_id INTEGER,
            is_categories_enabled TEXT NOT NULL DEFAULT 'N', is_stages_enabled TEXT NOT NULL DEFAULT 'N',
            is_begin_close_dates_enabled TEXT NOT NULL DEFAULT 'N', is_client_enabled TEXT NOT NULL DEFAULT 'N',
            is_use_in_userfield_enabled TEXT NOT NULL DEFAULT 'N',
            is_link_with_products_enabled TEXT NOT NULL DEFAULT 'N',
            is_mycompany_enabled TEXT NOT NULL DEFAULT 'N', is_documents_enabled TEXT NOT NULL DEFAULT 'N',
            is_source_enabled TEXT NOT NULL DEFAULT 'N', is_observers_enabled TEXT NOT NULL DEFAULT 'N',
            is_recyclebin_enabled TEXT NOT NULL DEFAULT 'N', is_automation_enabled TEXT NOT NULL DEFAULT 'N',
            is_biz_proc_enabled TEXT NOT NULL DEFAULT 'N', is_set_open_permissions TEXT NOT NULL DEFAULT 'Y',
            is_payments_enabled TEXT NOT NULL DEFAULT 'N', is_counters_enabled TEXT NOT NULL DEFAULT 'N',
            linked_user_fields TEXT NOT NULL DEFAULT '{}',
            created_by INTEGER NOT NULL, updated_by INTEGER NOT NULL,
            created_time INTEGER NOT NULL, updated_time INTEGER NOT NULL);
        CREATE INDEX types_by_solution ON types (automated_solution_id);
        CREATE TABLE type_relations (
            parent_type_id INTEGER NOT NULL, child_type_id INTEGER NOT NULL, position INTEGER NOT NULL,
            is_list_enabled TEXT NOT NULL DEFAULT 'N', PRIMARY KEY (parent_type_id, child_type_id)) WITHOUT ROWID;
        CREATE TABLE categories (
            entity_type_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL, sort INTEGER NOT NULL,
            is_default TEXT NOT NULL DEFAULT 'N', is_system TEXT NOT NULL DEFAULT 'N', code TEXT NOT NULL DEFAULT '',
            origin_id TEXT NOT NULL DEFAULT '', originator_id TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (entity_type_id, id)) WITHOUT ROWID;
        CREATE TABLE statuses (
            id INTEGER PRIMARY KEY, entity_id TEXT NOT NULL, status_id TEXT NOT NULL, name TEXT NOT NULL,
            name_init TEXT NOT NULL DEFAULT '', sort INTEGER NOT NULL DEFAULT 10, system TEXT NOT NULL DEFAULT 'N',
            category_id INTEGER, color TEXT NOT NULL DEFAULT '', semantics TEXT,
            entity_type_id INTEGER, UNIQUE (entity_id, status_id));
        CREATE TABLE user_fields (
            id INTEGER PRIMARY KEY, entity_id TEXT NOT NULL, field_name TEXT NOT NULL, user_type_id TEXT NOT NULL,
            xml_id TEXT, sort INTEGER NOT NULL DEFAULT 100, multiple TEXT NOT NULL DEFAULT 'N',
            mandatory TEXT NOT NULL DEFAULT 'N', show_filter TEXT NOT NULL DEFAULT 'N',
            show_in_list TEXT NOT NULL DEFAULT 'Y', edit_in_list TEXT NOT NULL DEFAULT 'Y',
            is_searchable TEXT NOT NULL DEFAULT 'N', settings TEXT NOT NULL DEFAULT '{}',
            edit_form_label TEXT NOT NULL DEFAULT '{}', list_column_label TEXT NOT NULL DEFAULT '{}',
            list_filter_label TEXT NOT NULL DEFAULT '{}', error_message TEXT NOT NULL DEFAULT '{}',
            help_message TEXT NOT NULL DEFAULT '{}', UNIQUE (entity_id, field_name));
        CREATE TABLE user_field_enums (
            id INTEGER PRIMARY KEY, field_id INTEGER NOT NULL, value TEXT NOT NULL, def TEXT NOT NULL DEFAULT 'N',
            sort INTEGER NOT NULL DEFAULT 500, xml_id TEXT NOT NULL DEFAULT '');
        CREATE INDEX user_field_enums_by_field ON user_field_enums (field_id, sort, id);
        CREATE TABLE files (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, token TEXT NOT NULL, content BLOB NOT NULL);
        CREATE TABLE card_layouts (
            entity_type_id INTEGER NOT NULL, scope TEXT NOT NULL, user_id INTEGER NOT NULL, extras TEXT NOT NULL,
            data TEXT NOT NULL, PRIMARY KEY (entity_type_id, scope, user_id, extras)) WITHOUT ROWID;
        """

    /// Elements of all types. Ids count per type, as on the real portal. `parents` and `fields` are JSON objects:
    /// `{"2": 15}` for a parent deal, `{"UF_CRM_13_AMOUNT": 5}` for custom fields.
    private static let items = """
        CREATE TABLE items (
            entity_type_id INTEGER NOT NULL, id INTEGER NOT NULL, title TEXT, xml_id TEXT,
            category_id INTEGER NOT NULL, stage_id TEXT, previous_stage_id TEXT,
            assigned_by_id INTEGER NOT NULL, opened TEXT NOT NULL DEFAULT 'Y', observers TEXT NOT NULL DEFAULT '[]',
            webform_id INTEGER, begindate INTEGER, closedate INTEGER,
            company_id INTEGER, contact_id INTEGER, contact_ids TEXT NOT NULL DEFAULT '[]', mycompany_id INTEGER,
            source_id TEXT, source_description TEXT,
            currency_id TEXT, is_manual_opportunity TEXT, opportunity REAL, tax_value REAL,
            created_time INTEGER NOT NULL, updated_time INTEGER NOT NULL, moved_time INTEGER,
            created_by INTEGER NOT NULL, updated_by INTEGER NOT NULL, moved_by INTEGER,
            last_activity_by INTEGER, last_activity_time INTEGER,
            utm_source TEXT, utm_medium TEXT, utm_campaign TEXT, utm_content TEXT, utm_term TEXT,
            parents TEXT NOT NULL DEFAULT '{}', fields TEXT NOT NULL DEFAULT '{}',
            PRIMARY KEY (entity_type_id, id));
        CREATE INDEX items_by_stage ON items (entity_type_id, category_id, stage_id, id);
        CREATE INDEX items_by_assignee ON items (entity_type_id, assigned_by_id, id);
        CREATE INDEX items_by_created ON items (entity_type_id, created_time, id);
        """

    /// Elements of the CRM's own types stand among the others; `own` is a JSON object of what only they have:
    /// `{"probability": 50}`.
    private static let ownTypes = """
        ALTER TABLE items ADD COLUMN own TEXT NOT NULL DEFAULT '{}';
        """

    /// Knowledge bases, and the answers that REST 3 keeps for repetitions of a write.
    private static let rest3 = """
        CREATE TABLE note_collections (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,
            archived TEXT NOT NULL DEFAULT 'N', created_by INTEGER NOT NULL, created_at INTEGER NOT NULL,
            updated_by INTEGER NOT NULL, updated_at INTEGER NOT NULL);
        CREATE TABLE rest3_answers (
            holder TEXT NOT NULL, user_id INTEGER NOT NULL, method TEXT NOT NULL, key TEXT NOT NULL,
            request TEXT NOT NULL, answer TEXT NOT NULL, created REAL NOT NULL,
            PRIMARY KEY (holder, user_id, method, key)) WITHOUT ROWID;
        """

    private static let access = """
        CREATE TABLE webhooks (
            id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, code TEXT NOT NULL UNIQUE, scopes TEXT,
            expires INTEGER, created INTEGER NOT NULL);
        CREATE TABLE grants (
            access_code TEXT NOT NULL, object TEXT NOT NULL, action TEXT NOT NULL, level TEXT NOT NULL,
            PRIMARY KEY (object, action, access_code)) WITHOUT ROWID;
        """

    /// Roles, whom they are assigned to, and what they may do. Ids are not used again: forms in browsers name them.
    private static let roles = """
        CREATE TABLE roles (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE);
        CREATE TABLE role_codes (
            role_id INTEGER NOT NULL, access_code TEXT NOT NULL, PRIMARY KEY (role_id, access_code)) WITHOUT ROWID;
        CREATE TABLE role_grants (
            role_id INTEGER NOT NULL, object TEXT NOT NULL, action TEXT NOT NULL, level TEXT NOT NULL,
            PRIMARY KEY (object, action, role_id)) WITHOUT ROWID;
        """

    /// Applications and what they were given. `replaced` is when a refresh token was used. `identity` holds what makes
    /// the portal that portal: its `member_id`.
    private static let applications = """
        CREATE TABLE applications (
            id INTEGER PRIMARY KEY, client_id TEXT NOT NULL UNIQUE, client_secret TEXT NOT NULL, title TEXT NOT NULL,
            scopes TEXT, redirect TEXT, access_codes TEXT, status TEXT NOT NULL,
            payment_expired TEXT NOT NULL DEFAULT 'N', removed TEXT NOT NULL DEFAULT 'N', created INTEGER NOT NULL);
        CREATE TABLE authorization_codes (
            code TEXT PRIMARY KEY, application_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
            expires REAL NOT NULL) WITHOUT ROWID;
        CREATE TABLE tokens (
            id INTEGER PRIMARY KEY, application_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
            access_token TEXT NOT NULL UNIQUE, access_expires REAL NOT NULL,
            refresh_token TEXT NOT NULL UNIQUE, refresh_expires REAL NOT NULL, replaced REAL);
        CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        ALTER TABLE write_log ADD COLUMN client_id TEXT;
        """

    /// The portal's own account of writes (``WriteRecord``). `answer` is null until it is known what became of it.
    private static let writeLog = """
        CREATE TABLE write_log (
            number INTEGER PRIMARY KEY, time REAL NOT NULL, request INTEGER NOT NULL, request_id TEXT,
            user_id INTEGER, method TEXT NOT NULL, outcome TEXT NOT NULL, code TEXT, entity_type_id INTEGER,
            object_ids TEXT, answer TEXT);
        """
}
