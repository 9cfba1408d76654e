-- Companies, people, how they sign in. What is personal stands in person_personal alone; every other table knows a person by id.

CREATE TABLE company (
  tenant_id {id} NOT NULL PRIMARY KEY,
  name {text} NOT NULL,
  country {text} NOT NULL,
  currency {text} NOT NULL,
  time_zone {text} NOT NULL,
  locale {text} NOT NULL,
  fiscal_year_start_month {int64} NOT NULL CHECK (fiscal_year_start_month BETWEEN 1 AND 12),
  week_start {text} NOT NULL,
  retention_days {int64} NOT NULL CHECK (retention_days BETWEEN 0 AND 36500),
  epoch {int64} NOT NULL,
  version {int64} NOT NULL,
  created_at {instant} NOT NULL
){strict};

CREATE TABLE company_holiday (
  tenant_id {id} NOT NULL REFERENCES company (tenant_id),
  day {date} NOT NULL,
  name {text} NOT NULL,
  PRIMARY KEY (tenant_id, day)
){strict};

-- Whose verified addresses an identity provider may vouch for.
CREATE TABLE company_sign_in_domain (
  tenant_id {id} NOT NULL REFERENCES company (tenant_id),
  domain {text} NOT NULL,
  PRIMARY KEY (tenant_id, domain)
){strict};

CREATE TABLE person (
  tenant_id {id} NOT NULL REFERENCES company (tenant_id),
  person_id {id} NOT NULL,
  status {text} NOT NULL CHECK (status IN ('invited', 'active', 'deactivated', 'erased')),
  created_at {instant} NOT NULL,
  deactivated_at {instant},
  erased_at {instant},
  last_seen_at {instant},
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, person_id)
){strict};

CREATE TABLE person_personal (
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL,
  name {text} NOT NULL,
  name_key {text} NOT NULL,
  email {text} NOT NULL,
  email_key {text} NOT NULL,
  locale {text} NOT NULL,
  time_zone {text} NOT NULL,
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id)
){strict};

CREATE UNIQUE INDEX person_personal_email ON person_personal (tenant_id, email_key);
CREATE INDEX person_personal_name ON person_personal (tenant_id, name_key, person_id);

CREATE TABLE person_role (
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL,
  role {text} NOT NULL,
  PRIMARY KEY (tenant_id, person_id, role),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id)
){strict};

CREATE TABLE person_password (
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL,
  hash {text} NOT NULL,
  changed_at {instant} NOT NULL,
  PRIMARY KEY (tenant_id, person_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id)
){strict};

-- The one directory that is read before it is known which company someone belongs to: the hash of an address, or of an
-- identity provider's subject, to the person. It holds no address, and an erasure removes its rows.
CREATE TABLE sign_in_name (
  name_hash {bytes} NOT NULL PRIMARY KEY,
  tenant_id {id} NOT NULL,
  person_id {id} NOT NULL
){strict};

CREATE INDEX sign_in_name_person ON sign_in_name (tenant_id, person_id);

CREATE TABLE session (
  tenant_id {id} NOT NULL,
  session_id {id} NOT NULL,
  person_id {id} NOT NULL,
  secret_hash {bytes} NOT NULL,
  created_at {instant} NOT NULL,
  last_seen_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id)
){strict};

CREATE UNIQUE INDEX session_secret ON session (tenant_id, secret_hash);
CREATE INDEX session_person ON session (tenant_id, person_id);

CREATE TABLE api_token (
  tenant_id {id} NOT NULL,
  token_id {id} NOT NULL,
  person_id {id} NOT NULL,
  name {text} NOT NULL,
  secret_hash {bytes} NOT NULL,
  scopes {text} NOT NULL,
  created_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  last_used_at {instant},
  PRIMARY KEY (tenant_id, token_id),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id)
){strict};

CREATE UNIQUE INDEX api_token_secret ON api_token (tenant_id, secret_hash);
CREATE INDEX api_token_person ON api_token (tenant_id, person_id);

-- Invitations and password resets: good once, for a while.
CREATE TABLE one_time_link (
  tenant_id {id} NOT NULL,
  secret_hash {bytes} NOT NULL,
  person_id {id} NOT NULL,
  purpose {text} NOT NULL CHECK (purpose IN ('invitation', 'password_reset')),
  expires_at {instant} NOT NULL,
  PRIMARY KEY (tenant_id, secret_hash),
  FOREIGN KEY (tenant_id, person_id) REFERENCES person (tenant_id, person_id)
){strict};

CREATE INDEX one_time_link_person ON one_time_link (tenant_id, person_id);

-- Failed tries to sign in, by the hash of the address typed (there or not) and of the peer. Of the installation, not of a company.
CREATE TABLE sign_in_attempt (
  key_hash {bytes} NOT NULL PRIMARY KEY,
  failures {int64} NOT NULL,
  failed_at {instant} NOT NULL,
  locked_until {instant} NOT NULL
){strict};

-- Sign-ins by an identity provider that have begun, by the hash of their state. Of the installation, minutes old at most.
CREATE TABLE oidc_flow (
  state_hash {bytes} NOT NULL PRIMARY KEY,
  provider {text} NOT NULL,
  browser_hash {bytes} NOT NULL,
  nonce {text} NOT NULL,
  verifier {text} NOT NULL,
  expires_at {instant} NOT NULL
){strict};
