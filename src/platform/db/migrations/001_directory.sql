-- The directory of nodes, and what makes a node refuse writes for a tenant that is moving or has moved away. On one database
-- alone all three tables stay empty.

-- Of the installation. The first node has the empty location.
CREATE TABLE cluster_node (
  node_name {text} NOT NULL PRIMARY KEY,
  location {text} NOT NULL,
  added_at {instant} NOT NULL
){strict};

-- Tenants that do not live on the first node.
CREATE TABLE cluster_tenant (
  tenant_id {id} NOT NULL PRIMARY KEY,
  node_name {text} NOT NULL REFERENCES cluster_node (node_name),
  placed_at {instant} NOT NULL
){strict};

-- On each node: tenants whose rows may not be changed here.
CREATE TABLE cluster_departed (
  tenant_id {id} NOT NULL PRIMARY KEY,
  departed_at {instant} NOT NULL
){strict};

-- {postgres}
CREATE FUNCTION cluster_refuse_departed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.tenant_id ELSE NEW.tenant_id END;
BEGIN
  IF coalesce(current_setting('bailiwick.is_moving', true), '') <> 'on'
     AND EXISTS (SELECT FROM cluster_departed WHERE tenant_id = changed) THEN
    RAISE EXCEPTION 'the company moves to another node' USING ERRCODE = 'BW001';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END;
$$;
