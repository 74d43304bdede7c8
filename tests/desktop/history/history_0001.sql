-- A history as Lookroom kept it with the schema 0001: three photos, one result that is kept, one failed run, one left.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE doomed (
	id BLOB NOT NULL, 
	mark VARCHAR DEFAULT 'doomed' NOT NULL CHECK (mark = 'doomed'), 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;
CREATE TABLE files (
	id BLOB NOT NULL, 
	role VARCHAR NOT NULL CHECK (role IN ('input', 'result', 'artifact')), 
	name VARCHAR NOT NULL, 
	source VARCHAR, 
	place VARCHAR NOT NULL, 
	bytes BIGINT DEFAULT 0 NOT NULL, 
	owner VARCHAR, 
	thumbnail BOOLEAN DEFAULT 0 NOT NULL, 
	kept BOOLEAN DEFAULT 0 NOT NULL, 
	used_at BIGINT NOT NULL, 
	expires_at BIGINT, 
	created_at BIGINT NOT NULL, 
	PRIMARY KEY (id)
)
 WITHOUT ROWID

;
INSERT INTO "files" VALUES(X'244CAF9C4DAB4481B253EDC618187993','result','Ärmel & Söhne 👗-garment.png',NULL,'result-244caf9c4dab4481b253edc618187993.png',8,NULL,0,0,1780315380000000,NULL,1780315380000000);
INSERT INTO "files" VALUES(X'309D6B79965E4A329AE445508201E2BD','input','garment.png',NULL,'input-309d6b79965e4a329ae445508201e2bd.png',7,NULL,0,0,1780315440000000,1780401840000000,1780315260000000);
INSERT INTO "files" VALUES(X'73AB4876773447C187FDE805EC99108D','input','Ärmel & Söhne 👗.JPG',NULL,'input-73ab4876773447c187fde805ec99108d.jpg',7,NULL,0,0,1780315440000000,1780401840000000,1780315200000000);
INSERT INTO "files" VALUES(X'79CB9E86830C41C28DCC69292F45E678','input','Straße  am	Meer.cr3',NULL,'input-79cb9e86830c41c28dcc69292f45e678.cr3',7,NULL,1,0,1780315320000000,1780401720000000,1780315320000000);
INSERT INTO "files" VALUES(X'E3EFF9C0CF444D3F89E7D15F17362F25','artifact','layers.psd',NULL,'artifact-e3eff9c0cf444d3f89e7d15f17362f25.psd',6,NULL,0,0,1780315380000000,NULL,1780315380000000);
CREATE TABLE installation (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (name)
)
 WITHOUT ROWID

;
INSERT INTO "installation" VALUES('anchor','{"boot": "boot 1", "steady": 1000.0, "wall": "2026-06-01T12:00:00+00:00", "lived": "2026-06-01T12:00:00+00:00"}');
INSERT INTO "installation" VALUES('user_token','db5b5fab-8f4d-4e27-9da1-494c73cf256d');
CREATE TABLE session_files (
	session_id BLOB NOT NULL, 
	file_id BLOB NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (session_id, file_id), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE, 
	FOREIGN KEY(file_id) REFERENCES files (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "session_files" VALUES(X'2FA91425CB0048539D2C67EDA13FFE79',X'244CAF9C4DAB4481B253EDC618187993',2);
INSERT INTO "session_files" VALUES(X'2FA91425CB0048539D2C67EDA13FFE79',X'309D6B79965E4A329AE445508201E2BD',1);
INSERT INTO "session_files" VALUES(X'2FA91425CB0048539D2C67EDA13FFE79',X'73AB4876773447C187FDE805EC99108D',0);
INSERT INTO "session_files" VALUES(X'2FA91425CB0048539D2C67EDA13FFE79',X'E3EFF9C0CF444D3F89E7D15F17362F25',3);
INSERT INTO "session_files" VALUES(X'73F778AAF6FA4DB8A56ABD72FB710734',X'309D6B79965E4A329AE445508201E2BD',0);
INSERT INTO "session_files" VALUES(X'986E86CB0AB84B67A26B7F62B1852F27',X'73AB4876773447C187FDE805EC99108D',0);
CREATE TABLE session_tags (
	session_id BLOB NOT NULL, 
	tag VARCHAR NOT NULL, 
	PRIMARY KEY (session_id, tag), 
	FOREIGN KEY(session_id) REFERENCES sessions (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "session_tags" VALUES(X'2FA91425CB0048539D2C67EDA13FFE79','Anna & Ben');
INSERT INTO "session_tags" VALUES(X'2FA91425CB0048539D2C67EDA13FFE79','Hochzeit');
CREATE TABLE sessions (
	id BLOB NOT NULL, 
	user_token VARCHAR NOT NULL, 
	tool VARCHAR NOT NULL, 
	status VARCHAR NOT NULL CHECK (status IN ('created', 'processing', 'completed', 'failed', 'cancelled')), 
	error_code VARCHAR, 
	error_reason VARCHAR, 
	options JSON NOT NULL CHECK (json_valid(options)), 
	report JSON CHECK (report IS NULL OR json_valid(report)), 
	words VARCHAR NOT NULL, 
	owner VARCHAR, 
	thumbnail BOOLEAN DEFAULT 0 NOT NULL, 
	kept BOOLEAN DEFAULT 0 NOT NULL, 
	used_at BIGINT NOT NULL, 
	expires_at BIGINT, 
	created_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "sessions" VALUES(X'2FA91425CB0048539D2C67EDA13FFE79','db5b5fab-8f4d-4e27-9da1-494c73cf256d','garment','completed',NULL,NULL,'{"mode": "draft"}','{"quality_score": 0.9}','garment
ärmel & söhne 👗.jpg
garment.png
ärmel & söhne 👗-garment.png
#anna & ben
#hochzeit
',NULL,1,1,1780315380000000,NULL,1780315380000000,1780315380000000);
INSERT INTO "sessions" VALUES(X'986E86CB0AB84B67A26B7F62B1852F27','db5b5fab-8f4d-4e27-9da1-494c73cf256d','cutout','failed','POSE_FAILED','There is nobody.','{}',NULL,'cutout
ärmel & söhne 👗.jpg
',NULL,0,0,1780315440000000,1780401840000000,1780315440000000,1780315440000000);
INSERT INTO "sessions" VALUES(X'73F778AAF6FA4DB8A56ABD72FB710734','db5b5fab-8f4d-4e27-9da1-494c73cf256d','cutout','created',NULL,NULL,'{}',NULL,'cutout
garment.png
','6ee17cbfb8e2428aa2b5d550ec717f81',0,0,1780315440000000,1780401840000000,1780315440000000,1780315440000000);
CREATE INDEX ix_files_role_created_at ON files (role, created_at);
CREATE INDEX ix_files_expires_at ON files (expires_at);
CREATE INDEX ix_sessions_status ON sessions (status);
CREATE INDEX ix_sessions_created_at ON sessions (created_at);
CREATE INDEX ix_sessions_expires_at ON sessions (expires_at);
CREATE INDEX ix_sessions_status_created_at ON sessions (status, created_at);
CREATE INDEX ix_sessions_expires_at_status ON sessions (expires_at, status);
CREATE INDEX ix_sessions_tool_created_at ON sessions (tool, created_at);
CREATE INDEX ix_session_files_file_id ON session_files (file_id);
CREATE INDEX ix_session_tags_tag ON session_tags (tag);
CREATE INDEX ix_files_owner ON files (owner) WHERE owner IS NOT NULL;
CREATE UNIQUE INDEX ix_files_place ON files (place);
CREATE INDEX ix_sessions_search ON sessions (created_at, tool, status, words, id);
COMMIT;
