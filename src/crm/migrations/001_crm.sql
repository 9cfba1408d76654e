-- The objects of the CRM, a table each, with a column a field of src/crm/object.cpp (a test compares them). Money is minor units and
-- a currency; decimals are whole numbers of 10^-6; `custom` is a JSON object of the company's own fields. Nothing is
-- deleted: is_deleted hides. title_key is the title as it is sorted: in lower case, without accents.

CREATE TABLE account (
  tenant_id {id} NOT NULL,
  account_id {id} NOT NULL,
  external_id {text},
  name {text} NOT NULL,
  kind {text},
  parent {id},
  industry {text},
  employees {int64},
  annual_revenue {int64},
  annual_revenue_currency {text},
  growth {int64},
  complexity {int64},
  is_key_account {int64},
  phone {text},
  website {text},
  street {text},
  postal_code {text},
  city {text},
  region {text},
  country {text},
  lon {int64},
  lat {int64},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, account_id),
  FOREIGN KEY (tenant_id, parent) REFERENCES account (tenant_id, account_id)
){strict};
CREATE INDEX account_title ON account (tenant_id, is_deleted, title_key, account_id);
CREATE UNIQUE INDEX account_external ON account (tenant_id, external_id);
CREATE INDEX account_updated ON account (tenant_id, updated_at, account_id);
CREATE INDEX account_industry ON account (tenant_id, industry, annual_revenue_currency, annual_revenue, account_id);
CREATE INDEX account_revenue ON account (tenant_id, annual_revenue_currency, annual_revenue, account_id);
CREATE INDEX account_parent ON account (tenant_id, parent, account_id);

CREATE TABLE contact (
  tenant_id {id} NOT NULL,
  contact_id {id} NOT NULL,
  external_id {text},
  account {id} NOT NULL,
  first_name {text},
  last_name {text} NOT NULL,
  job_title {text},
  email {text},
  phone {text},
  mobile {text},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id)
){strict};
CREATE INDEX contact_title ON contact (tenant_id, is_deleted, title_key, contact_id);
CREATE UNIQUE INDEX contact_external ON contact (tenant_id, external_id);
CREATE INDEX contact_account ON contact (tenant_id, account, contact_id);

CREATE TABLE lead (
  tenant_id {id} NOT NULL,
  lead_id {id} NOT NULL,
  external_id {text},
  company {text} NOT NULL,
  first_name {text},
  last_name {text},
  status {text},
  email {text},
  phone {text},
  job_title {text},
  industry {text},
  employees {int64},
  source {text},
  postal_code {text},
  city {text},
  region {text},
  country {text},
  owner {id},
  territory {id},
  account {id},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, lead_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id)
){strict};
CREATE INDEX lead_title ON lead (tenant_id, is_deleted, title_key, lead_id);
CREATE UNIQUE INDEX lead_external ON lead (tenant_id, external_id);
CREATE INDEX lead_owner ON lead (tenant_id, owner, lead_id);
CREATE INDEX lead_territory ON lead (tenant_id, territory, lead_id);
CREATE INDEX lead_account ON lead (tenant_id, account, lead_id);

CREATE TABLE opportunity (
  tenant_id {id} NOT NULL,
  opportunity_id {id} NOT NULL,
  external_id {text},
  name {text} NOT NULL,
  account {id} NOT NULL,
  stage {text} NOT NULL,
  amount {int64},
  amount_currency {text},
  probability {int64},
  close_date {date},
  kind {text},
  source {text},
  owner {id},
  stage_since {instant},
  lost_reason {text},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, opportunity_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id)
){strict};
CREATE INDEX opportunity_title ON opportunity (tenant_id, is_deleted, title_key, opportunity_id);
CREATE UNIQUE INDEX opportunity_external ON opportunity (tenant_id, external_id);
CREATE INDEX opportunity_stage ON opportunity (tenant_id, stage, opportunity_id);
CREATE INDEX opportunity_owner ON opportunity (tenant_id, owner, opportunity_id);
CREATE INDEX opportunity_account ON opportunity (tenant_id, account, opportunity_id);

CREATE TABLE sales_order (
  tenant_id {id} NOT NULL,
  sales_order_id {id} NOT NULL,
  external_id {text},
  account {id} NOT NULL,
  kind {text} NOT NULL,
  number {text},
  day {date} NOT NULL,
  amount {int64} NOT NULL,
  amount_currency {text} NOT NULL,
  opportunity {id},
  product {text},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, sales_order_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id),
  FOREIGN KEY (tenant_id, opportunity) REFERENCES opportunity (tenant_id, opportunity_id)
){strict};
CREATE INDEX sales_order_title ON sales_order (tenant_id, is_deleted, title_key, sales_order_id);
CREATE UNIQUE INDEX sales_order_external ON sales_order (tenant_id, external_id);
CREATE INDEX sales_order_day ON sales_order (tenant_id, day, sales_order_id);
CREATE INDEX sales_order_account ON sales_order (tenant_id, account, day, sales_order_id);
CREATE INDEX sales_order_opportunity ON sales_order (tenant_id, opportunity, sales_order_id);

CREATE TABLE activity (
  tenant_id {id} NOT NULL,
  activity_id {id} NOT NULL,
  external_id {text},
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  happened_at {instant} NOT NULL,
  account {id},
  contact {id},
  lead {id},
  opportunity {id},
  minutes {int64},
  outcome {text},
  owner {id},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, activity_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id),
  FOREIGN KEY (tenant_id, contact) REFERENCES contact (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, lead) REFERENCES lead (tenant_id, lead_id),
  FOREIGN KEY (tenant_id, opportunity) REFERENCES opportunity (tenant_id, opportunity_id)
){strict};
CREATE INDEX activity_title ON activity (tenant_id, is_deleted, title_key, activity_id);
CREATE UNIQUE INDEX activity_external ON activity (tenant_id, external_id);
CREATE INDEX activity_happened ON activity (tenant_id, happened_at, activity_id);
CREATE INDEX activity_account ON activity (tenant_id, account, happened_at, activity_id);
CREATE INDEX activity_contact ON activity (tenant_id, contact, activity_id);
CREATE INDEX activity_lead ON activity (tenant_id, lead, activity_id);
CREATE INDEX activity_opportunity ON activity (tenant_id, opportunity, activity_id);

CREATE TABLE task (
  tenant_id {id} NOT NULL,
  task_id {id} NOT NULL,
  external_id {text},
  subject {text} NOT NULL,
  status {text},
  priority {text},
  due {date},
  account {id},
  contact {id},
  lead {id},
  opportunity {id},
  owner {id},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, task_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id),
  FOREIGN KEY (tenant_id, contact) REFERENCES contact (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, lead) REFERENCES lead (tenant_id, lead_id),
  FOREIGN KEY (tenant_id, opportunity) REFERENCES opportunity (tenant_id, opportunity_id)
){strict};
CREATE INDEX task_title ON task (tenant_id, is_deleted, title_key, task_id);
CREATE UNIQUE INDEX task_external ON task (tenant_id, external_id);
CREATE INDEX task_owner ON task (tenant_id, owner, due, task_id);
CREATE INDEX task_account ON task (tenant_id, account, task_id);
CREATE INDEX task_contact ON task (tenant_id, contact, task_id);
CREATE INDEX task_lead ON task (tenant_id, lead, task_id);
CREATE INDEX task_opportunity ON task (tenant_id, opportunity, task_id);

CREATE TABLE note (
  tenant_id {id} NOT NULL,
  note_id {id} NOT NULL,
  external_id {text},
  subject {text} NOT NULL,
  account {id},
  contact {id},
  opportunity {id},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, note_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id),
  FOREIGN KEY (tenant_id, contact) REFERENCES contact (tenant_id, contact_id),
  FOREIGN KEY (tenant_id, opportunity) REFERENCES opportunity (tenant_id, opportunity_id)
){strict};
CREATE INDEX note_title ON note (tenant_id, is_deleted, title_key, note_id);
CREATE UNIQUE INDEX note_external ON note (tenant_id, external_id);
CREATE INDEX note_account ON note (tenant_id, account, note_id);
CREATE INDEX note_contact ON note (tenant_id, contact, note_id);
CREATE INDEX note_opportunity ON note (tenant_id, opportunity, note_id);

CREATE TABLE finding (
  tenant_id {id} NOT NULL,
  finding_id {id} NOT NULL,
  external_id {text},
  account {id} NOT NULL,
  kind {text} NOT NULL,
  subject {text} NOT NULL,
  day {date} NOT NULL,
  source {text} NOT NULL,
  score {int64},
  description {text},
  custom {text} NOT NULL,
  title_key {text} NOT NULL,
  created_at {instant} NOT NULL,
  updated_at {instant} NOT NULL,
  version {int64} NOT NULL,
  is_deleted {int64} NOT NULL,
  PRIMARY KEY (tenant_id, finding_id),
  FOREIGN KEY (tenant_id, account) REFERENCES account (tenant_id, account_id)
){strict};
CREATE INDEX finding_title ON finding (tenant_id, is_deleted, title_key, finding_id);
CREATE UNIQUE INDEX finding_external ON finding (tenant_id, external_id);
CREATE INDEX finding_day ON finding (tenant_id, day, finding_id);
CREATE INDEX finding_account ON finding (tenant_id, account, day, finding_id);

-- The words by which records are found: each word of a searched field as it is compared (words.hpp), once a record.
CREATE TABLE record_word (
  tenant_id {id} NOT NULL,
  object {int64} NOT NULL,
  word {text} NOT NULL,
  record_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, object, word, record_id)
){clustered};
CREATE INDEX record_word_record ON record_word (tenant_id, object, record_id, word);

-- The marks by which duplicates are found (marks.hpp), once a record.
CREATE TABLE record_mark (
  tenant_id {id} NOT NULL,
  object {int64} NOT NULL,
  mark {text} NOT NULL,
  record_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, object, mark, record_id)
){clustered};
CREATE INDEX record_mark_record ON record_mark (tenant_id, object, record_id, mark);

-- Pairs that look the same and are not: the lesser id first.
CREATE TABLE record_different (
  tenant_id {id} NOT NULL,
  object {int64} NOT NULL,
  record_id {id} NOT NULL,
  other_id {id} NOT NULL,
  recorded_at {instant} NOT NULL,
  recorded_by {id} NOT NULL,
  PRIMARY KEY (tenant_id, object, record_id, other_id)
){strict};

-- Two records that became one. fields: a JSON object, of each field that the kept one took from the other its value before and after.
CREATE TABLE record_merge (
  tenant_id {id} NOT NULL,
  record_merge_id {id} NOT NULL,
  object {int64} NOT NULL,
  kept {id} NOT NULL,
  other {id} NOT NULL,
  other_title {text} NOT NULL,
  fields {text} NOT NULL,
  merged_at {instant} NOT NULL,
  merged_by {id} NOT NULL,
  undone_at {instant},
  undone_by {id},
  CHECK ((undone_at IS NULL) = (undone_by IS NULL)),
  PRIMARY KEY (tenant_id, record_merge_id)
){strict};
CREATE INDEX record_merge_kept ON record_merge (tenant_id, object, kept, merged_at);
CREATE INDEX record_merge_other ON record_merge (tenant_id, object, other);

-- What referred to the other, and refers to the kept one since.
CREATE TABLE record_merge_reference (
  tenant_id {id} NOT NULL,
  record_merge_id {id} NOT NULL,
  object {int64} NOT NULL,
  field {text} NOT NULL,
  record_id {id} NOT NULL,
  PRIMARY KEY (tenant_id, record_merge_id, object, field, record_id),
  FOREIGN KEY (tenant_id, record_merge_id) REFERENCES record_merge (tenant_id, record_merge_id)
){strict};

-- The company's own fields. type as in field.hpp; choices: a JSON list of words; is_open 0: hidden, its values are kept.
CREATE TABLE custom_field (
  tenant_id {id} NOT NULL,
  object {text} NOT NULL,
  field_key {text} NOT NULL,
  label {text} NOT NULL,
  type {text} NOT NULL,
  choices {text} NOT NULL,
  place {int64} NOT NULL,
  is_open {int64} NOT NULL,
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, object, field_key)
){strict};

-- stages: a JSON list of {key, name, probability, outcome}, in their order.
CREATE TABLE pipeline (
  tenant_id {id} NOT NULL,
  pipeline_key {text} NOT NULL,
  name {text} NOT NULL,
  stages {text} NOT NULL,
  version {int64} NOT NULL,
  PRIMARY KEY (tenant_id, pipeline_key)
){strict};
