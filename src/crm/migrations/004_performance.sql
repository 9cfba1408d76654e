-- When an opportunity was opened: the beginning of its cycle, where it was recorded later.
ALTER TABLE opportunity ADD COLUMN opened {date};

-- What performance is added up from (docs/spec/performance.md): sales by account, and closed opportunities by day.
CREATE INDEX sales_order_sales ON sales_order (tenant_id, kind, account, day, sales_order_id, amount_currency, amount) WHERE is_deleted = 0;
CREATE INDEX opportunity_close ON opportunity (tenant_id, close_date, stage, opportunity_id);
