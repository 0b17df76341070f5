import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { forwardOnly } from './forward-only.js';

export class Participation1763700030720 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What an organization may lend its name to, and whom it asks first. No row: what its legal type allows.
      CREATE TABLE participation_rules (
        partner_id uuid PRIMARY KEY REFERENCES partners ON DELETE CASCADE,
        may_lobby boolean NOT NULL,
        needs_approval text NOT NULL CHECK (needs_approval IN ('never', 'lobbying', 'always')),
        approver_name text NOT NULL DEFAULT '',
        approver_email text NOT NULL DEFAULT '',
        lead_days int NOT NULL DEFAULT 7 CHECK (lead_days BETWEEN 0 AND 120),
        needs_final_copy boolean NOT NULL DEFAULT false,
        is_public_record boolean NOT NULL DEFAULT false,
        updated_by uuid REFERENCES accounts,
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      -- Topics and levels of government about which it need not be asked again; '' is every one.
      CREATE TABLE preapprovals (
        partner_id uuid NOT NULL REFERENCES participation_rules ON DELETE CASCADE,
        topic text NOT NULL,
        level text NOT NULL CHECK (level IN ('', 'local', 'state', 'federal')),
        PRIMARY KEY (partner_id, topic, level)
      );
      -- An organization's own word on one exact text. It is asked once a text and answers once.
      CREATE TABLE approval_requests (
        id uuid PRIMARY KEY DEFAULT new_id(),
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        partner_id uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        action_kind text NOT NULL CHECK (action_kind IN ('petition', 'event', 'letter')),
        action_id uuid NOT NULL,
        version int NOT NULL,
        text jsonb NOT NULL,
        text_hash bytea NOT NULL CHECK (length(text_hash) = 32),
        approver_name text NOT NULL,
        approver_email text NOT NULL,
        asked_by uuid REFERENCES accounts,
        asked_at timestamptz NOT NULL DEFAULT now(),
        due_at timestamptz NOT NULL,
        answer text CHECK (answer IN ('yes', 'no')),
        answered_by text NOT NULL DEFAULT '',
        answered_at timestamptz,
        CHECK ((answer IS NULL) = (answered_at IS NULL)),
        UNIQUE (partner_id, action_kind, action_id, text_hash)
      );
      CREATE INDEX ON approval_requests (owner_id, action_kind, action_id);
      -- What an action asks of those who stand beside it. No row: a petition or letter is taken for lobbying, and of
      -- events only a lobby day, so that forgetting to say it never lists anybody who may not.
      CREATE TABLE action_terms (
        action_kind text NOT NULL CHECK (action_kind IN ('petition', 'event', 'letter')),
        action_id uuid NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        is_lobbying boolean NOT NULL,
        topic text NOT NULL DEFAULT '',
        level text NOT NULL DEFAULT '' CHECK (level IN ('', 'local', 'state', 'federal')),
        PRIMARY KEY (action_kind, action_id)
      );
      CREATE INDEX ON action_terms (owner_id);
      CREATE TABLE co_sponsors (
        id uuid PRIMARY KEY DEFAULT new_id(),
        action_kind text NOT NULL CHECK (action_kind IN ('petition', 'event', 'letter')),
        action_id uuid NOT NULL,
        owner_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
        organization_id uuid NOT NULL REFERENCES partners ON DELETE CASCADE,
        role text NOT NULL DEFAULT 'co-sponsor' CHECK (role IN ('co-sponsor', 'convener', 'endorser')),
        state text NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'accepted', 'declined', 'left')),
        sharing text NOT NULL DEFAULT 'none' CHECK (sharing IN ('none', 'counts', 'people')),
        cap int CHECK (cap > 0),
        invited_by uuid REFERENCES accounts,
        invited_at timestamptz NOT NULL DEFAULT now(),
        answered_by text NOT NULL DEFAULT '',
        answered_at timestamptz,
        UNIQUE (action_kind, action_id, organization_id),
        CHECK (cap IS NULL OR sharing = 'people')
      );
      CREATE INDEX ON co_sponsors (owner_id, action_kind, action_id);
      CREATE INDEX ON co_sponsors (organization_id);

      -- What an action says and asks, whatever its kind, as far as the caller sees it.
      CREATE FUNCTION action_facts(kind text, action uuid) RETURNS TABLE (owner_id uuid, title jsonb, version int, text jsonb,
          text_hash bytea, is_frozen boolean, is_lobbying boolean, topic text, level text)
        LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
        SELECT a.owner_id, a.title, a.version, a.text, sha256(convert_to(a.text::text, 'UTF8')), a.is_frozen,
          coalesce(t.is_lobbying, a.is_lobbying), coalesce(t.topic, ''), coalesce(t.level, '')
        FROM (
          SELECT p.id, p.owner_id, p.title, p.version, p.version > 0, true,
            coalesce(v.text, jsonb_build_object('title', p.title, 'addressed_to', p.addressed_to, 'ask', p.ask))
          FROM petitions p LEFT JOIN petition_versions v ON v.petition_id = p.id AND v.version = p.version
          WHERE kind = 'petition' AND p.id = action
          UNION ALL
          SELECT l.id, l.owner_id, l.title, l.version, l.version > 0, true,
            coalesce(v.text, jsonb_build_object('title', l.title, 'subject', l.subject, 'body', l.body))
          FROM letter_campaigns l LEFT JOIN letter_versions v ON v.letter_campaign_id = l.id AND v.version = l.version
          WHERE kind = 'letter' AND l.id = action
          UNION ALL
          SELECT e.id, e.owner_id, e.title, 0, e.state <> 'draft', e.kind = 'lobby-day',
            jsonb_build_object('title', e.title, 'summary', e.summary, 'description', e.description)
          FROM events e WHERE kind = 'event' AND e.id = action
        ) AS a (id, owner_id, title, version, is_frozen, is_lobbying, text)
        LEFT JOIN action_terms t ON t.action_kind = kind AND t.action_id = a.id $$;

      -- Whether an organization can be named beside an action: 'can', 'needs-approval' or 'cannot', and why. The one place
      -- that knows; screens, forms and the triggers below all ask it. No row where there is no such action.
      -- As the owner of the tables, because an organization's rules are its own and everybody is bound by them.
      CREATE FUNCTION participation_standing(organization uuid, kind text, action uuid)
        RETURNS TABLE (standing text, reason text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        SELECT CASE
            WHEN NOT member THEN 'cannot' WHEN answer = 'yes' THEN 'can' WHEN answer = 'no' THEN 'cannot'
            WHEN is_lobbying AND NOT may_lobby THEN 'cannot'
            WHEN needs_final_copy AND NOT is_frozen THEN 'cannot'
            WHEN asks AND NOT preapproved THEN 'needs-approval' ELSE 'can' END,
          CASE
            WHEN NOT member THEN 'not-active' WHEN answer = 'yes' THEN 'approved' WHEN answer = 'no' THEN 'declined'
            WHEN is_lobbying AND NOT may_lobby THEN 'may-not-lobby'
            WHEN needs_final_copy AND NOT is_frozen THEN 'needs-final-copy'
            WHEN asks AND NOT preapproved THEN 'needs-approval' WHEN asks THEN 'preapproved' ELSE 'may-sign' END
        FROM (
          SELECT f.is_lobbying, f.is_frozen, coalesce(r.needs_final_copy, false) AS needs_final_copy,
            coalesce(r.may_lobby, p.legal_type <> 'public-agency' AND p.sector NOT IN ('law-enforcement', 'government')) AS may_lobby,
            coalesce(r.needs_approval, 'never') = 'always'
              OR coalesce(r.needs_approval, 'never') = 'lobbying' AND f.is_lobbying AS asks,
            EXISTS (SELECT 1 FROM preapprovals a WHERE a.partner_id = p.id AND a.topic IN ('', f.topic)
              AND a.level IN ('', f.level)) AS preapproved,
            EXISTS (SELECT 1 FROM memberships m JOIN chapters c ON c.id = m.chapter_id
              WHERE m.partner_id = p.id AND m.status = 'active' AND f.owner_id IN (c.id, c.network_id)) AS member,
            (SELECT q.answer FROM approval_requests q WHERE q.partner_id = p.id AND q.action_kind = kind
              AND q.action_id = action AND q.text_hash = f.text_hash) AS answer
          FROM partners p CROSS JOIN action_facts(kind, action) f
          LEFT JOIN participation_rules r ON r.partner_id = p.id
          WHERE p.id = organization
        ) AS facts $$;

      -- D3: nobody is invited who cannot be named, and nobody is named who has still to be asked, whoever writes the row.
      CREATE FUNCTION co_sponsor_may_be_named() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = public, pg_temp AS $$
      DECLARE found record;
      BEGIN
        IF NEW.state NOT IN ('invited', 'accepted') THEN RETURN NEW; END IF;
        SELECT s.standing, s.reason, f.owner_id INTO found
          FROM participation_standing(NEW.organization_id, NEW.action_kind, NEW.action_id) s,
            action_facts(NEW.action_kind, NEW.action_id) f;
        IF found IS NULL OR found.owner_id <> NEW.owner_id OR found.standing = 'cannot'
          OR (NEW.state = 'accepted' AND found.standing <> 'can') THEN
          RAISE EXCEPTION '%', coalesce(found.reason, 'no-such-action') USING ERRCODE = 'AC014';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER co_sponsors_may_be_named BEFORE INSERT OR UPDATE OF state, action_kind, action_id, organization_id, owner_id
        ON co_sponsors FOR EACH ROW EXECUTE FUNCTION co_sponsor_may_be_named();

      -- How many people an action brought to a co-sponsor ever, for its cap: who took their word back still counts.
      CREATE FUNCTION co_sponsor_share_count(co_sponsor uuid) RETURNS int LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT count(DISTINCT h.person_id)::int FROM co_sponsors s JOIN shares h ON h.to_id = s.organization_id
             AND h.from_id = s.owner_id JOIN consents c ON c.id = h.consent_id
           WHERE s.id = co_sponsor AND c.source_kind = s.action_kind AND c.source_id = s.action_id $$;
      -- What an action is called, for who is invited to stand beside it and may not see it yet. NULL for everybody else.
      CREATE FUNCTION co_sponsored_title(co_sponsor uuid) RETURNS TABLE (title jsonb) LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT f.title FROM co_sponsors s CROSS JOIN LATERAL action_facts(s.action_kind, s.action_id) f
           WHERE s.id = co_sponsor AND (s.owner_id = ANY (accord_scope()) OR s.organization_id = ANY (accord_scope())) $$;
      CREATE FUNCTION partner_is_worked_with(partner uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT partner = ANY (accord_scope()) OR EXISTS (SELECT 1 FROM memberships m
             WHERE m.partner_id = partner AND m.chapter_id = ANY (accord_scope())) $$;
      -- An organization that has an administrator of its own keeps its rules itself.
      CREATE FUNCTION partner_has_own_admin(partner uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT EXISTS (SELECT 1 FROM grants g JOIN accounts a ON a.id = g.account_id WHERE g.organization_id = partner
             AND g.role = 'partner-admin' AND a.state = 'active' AND (g.expires_at IS NULL OR g.expires_at > now())) $$;
      CREATE FUNCTION partner_rules_are_kept_by(partner uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
        SET search_path = public, pg_temp AS
        $$ SELECT partner = ANY (accord_scope()) OR (partner_is_worked_with(partner) AND NOT partner_has_own_admin(partner)) $$;
      DO $$ DECLARE child text; BEGIN
        FOREACH child IN ARRAY ARRAY['participation_rules', 'preapprovals'] LOOP
          EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', child);
          EXECUTE format('CREATE POLICY %I ON %I FOR SELECT USING (partner_is_worked_with(partner_id))', child || '_seen', child);
          EXECUTE format('CREATE POLICY %I ON %I USING (partner_rules_are_kept_by(partner_id))', child || '_kept', child);
        END LOOP;
      END $$;
      ALTER TABLE approval_requests ENABLE ROW LEVEL SECURITY;
      CREATE POLICY approval_requests_of_parties ON approval_requests USING (owner_id = ANY ((SELECT accord_scope())::uuid[])
        OR partner_id = ANY ((SELECT accord_scope())::uuid[])) WITH CHECK (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      REVOKE DELETE ON approval_requests FROM accord_web;
      ALTER TABLE action_terms ENABLE ROW LEVEL SECURITY;
      CREATE POLICY action_terms_own ON action_terms USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      -- Each co-sponsor sees its own row and no other's (PO-7).
      ALTER TABLE co_sponsors ENABLE ROW LEVEL SECURITY;
      CREATE POLICY co_sponsors_own ON co_sponsors USING (owner_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY co_sponsors_themselves ON co_sponsors FOR SELECT
        USING (organization_id = ANY ((SELECT accord_scope())::uuid[]));
      CREATE POLICY co_sponsors_answer ON co_sponsors FOR UPDATE
        USING (organization_id = ANY ((SELECT accord_scope())::uuid[]));
    `);
  }

  down(): Promise<void> {
    return forwardOnly();
  }
}
