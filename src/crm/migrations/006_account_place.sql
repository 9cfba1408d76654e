-- Accounts by postal code, so that plans are compared without reading whole accounts.
CREATE INDEX account_place ON account (tenant_id, is_deleted, postal_code, country, account_id);
