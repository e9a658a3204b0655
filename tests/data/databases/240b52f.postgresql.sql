SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.alert_events (
    alert_id character varying(32) NOT NULL,
    number integer NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(16) NOT NULL,
    by character varying(32),
    "to" text,
    note text,
    told_at timestamp with time zone
);
CREATE TABLE public.alerts (
    id character varying(32) NOT NULL,
    lead_id character varying(32) NOT NULL,
    score_id integer NOT NULL,
    score_before integer,
    status character varying(16) NOT NULL,
    urgency character varying(16) NOT NULL,
    owner character varying(32),
    given boolean NOT NULL,
    asked text,
    entered_by text NOT NULL,
    channel character varying(32),
    ts character varying(32),
    digest_at timestamp with time zone,
    raised_at timestamp with time zone NOT NULL,
    posted_at timestamp with time zone,
    clock_from timestamp with time zone,
    claimed_at timestamp with time zone,
    contacted_at timestamp with time zone,
    closed_at timestamp with time zone,
    snoozed_until timestamp with time zone,
    due_at timestamp with time zone,
    outcome character varying(16),
    note text,
    failure text,
    claim_seconds double precision,
    contact_seconds double precision,
    tentative boolean NOT NULL,
    attempts integer NOT NULL,
    retry_at timestamp with time zone,
    busy_by text,
    busy_until timestamp with time zone,
    version integer NOT NULL,
    shown_version integer NOT NULL,
    listed_version integer NOT NULL
);
CREATE TABLE public.api_keys (
    id character varying(16) NOT NULL,
    name text NOT NULL,
    hash character varying(64) NOT NULL,
    scopes json NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    used_at timestamp with time zone
);
CREATE TABLE public.audit (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    who text NOT NULL,
    did character varying(32) NOT NULL,
    subject character varying(64),
    note text
);
CREATE SEQUENCE public.audit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;
CREATE TABLE public.conversations (
    channel character varying(32) NOT NULL,
    ts character varying(32) NOT NULL,
    lead_id character varying(32),
    said json NOT NULL,
    others json NOT NULL,
    asked character varying(64),
    question_ts character varying(32),
    skipped json NOT NULL,
    stopped boolean NOT NULL,
    title text NOT NULL,
    heard json NOT NULL,
    said_before json NOT NULL,
    unsaid json,
    ends_at timestamp with time zone NOT NULL,
    busy_by character varying(16),
    busy_until timestamp with time zone
);
CREATE TABLE public.feedback (
    score_id integer NOT NULL,
    by character varying(32) NOT NULL,
    verdict character varying(16) NOT NULL,
    reason text,
    model_version text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.idempotent_answers (
    api_key_id character varying(16) NOT NULL,
    key character varying(255) NOT NULL,
    body_hash character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    status integer,
    answer json
);
CREATE TABLE public.lead_keys (
    kind character varying(16) NOT NULL,
    value text NOT NULL,
    lead_id character varying(32) NOT NULL
);
CREATE TABLE public.lead_messages (
    id integer NOT NULL,
    lead_id character varying(32) NOT NULL,
    channel character varying(32) NOT NULL,
    ts character varying(32) NOT NULL,
    file_id character varying(32) NOT NULL
);
CREATE SEQUENCE public.lead_messages_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.lead_messages_id_seq OWNED BY public.lead_messages.id;
CREATE TABLE public.leads (
    id character varying(32) NOT NULL,
    name text,
    company text,
    email text,
    phone text,
    external_id text,
    words text NOT NULL,
    features json NOT NULL,
    created_at timestamp with time zone NOT NULL,
    scored_at timestamp with time zone NOT NULL
);
CREATE TABLE public.migrations (
    number integer NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.migrations_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.migrations_number_seq OWNED BY public.migrations.number;
CREATE TABLE public.pauses (
    id integer NOT NULL,
    begins timestamp with time zone NOT NULL,
    ends timestamp with time zone NOT NULL,
    by character varying(32) NOT NULL
);
CREATE SEQUENCE public.pauses_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.pauses_id_seq OWNED BY public.pauses.id;
CREATE TABLE public.people (
    user_id character varying(32) NOT NULL,
    away_until timestamp with time zone
);
CREATE TABLE public.removals (
    channel character varying(32) NOT NULL,
    ts character varying(32) NOT NULL,
    file_id character varying(32) NOT NULL,
    key character varying(255) NOT NULL,
    since timestamp with time zone NOT NULL,
    try_at timestamp with time zone NOT NULL,
    refusal text
);
CREATE TABLE public.requests (
    key character varying(255) NOT NULL,
    at timestamp with time zone NOT NULL,
    answer json
);
CREATE TABLE public.scores (
    id integer NOT NULL,
    lead_id character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    tier character varying(16) NOT NULL,
    probabilities json NOT NULL,
    features json NOT NULL,
    contributions json NOT NULL,
    base double precision NOT NULL,
    beyond json NOT NULL,
    range json NOT NULL,
    model_version text NOT NULL,
    source character varying(16) NOT NULL,
    scored_by text NOT NULL
);
CREATE SEQUENCE public.scores_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.scores_id_seq OWNED BY public.scores.id;
CREATE TABLE public.tellings (
    key character varying(255) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    channel character varying(32),
    ts character varying(32),
    tells_of json
);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.lead_messages ALTER COLUMN id SET DEFAULT nextval('public.lead_messages_id_seq'::regclass);
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
ALTER TABLE ONLY public.pauses ALTER COLUMN id SET DEFAULT nextval('public.pauses_id_seq'::regclass);
ALTER TABLE ONLY public.scores ALTER COLUMN id SET DEFAULT nextval('public.scores_id_seq'::regclass);
INSERT INTO public.alert_events VALUES ('5529e7bbd6c1', 1, '2026-12-01 01:33:28.095202+00', 'raised', 'U0MAYA', NULL, NULL, '2026-12-01 01:33:29.100151+00');
INSERT INTO public.alert_events VALUES ('5529e7bbd6c1', 2, '2026-12-01 01:33:29.031288+00', 'posted', NULL, NULL, NULL, '2026-12-01 01:33:29.134269+00');
INSERT INTO public.alert_events VALUES ('5529e7bbd6c1', 3, '2026-12-01 01:33:29.094739+00', 'claimed', 'U0JONAS', NULL, NULL, '2026-12-01 01:33:29.606772+00');
INSERT INTO public.alert_events VALUES ('ace9da423d61', 1, '2026-12-01 01:33:29.626748+00', 'raised', 'U0MAYA', NULL, NULL, '2026-12-01 01:33:31.09975+00');
INSERT INTO public.alert_events VALUES ('ace9da423d61', 2, '2026-12-01 01:33:31.035303+00', 'posted', NULL, NULL, NULL, '2026-12-01 01:33:31.115583+00');
INSERT INTO public.alert_events VALUES ('5e42900c982c', 1, '2026-12-01 01:33:31.116292+00', 'raised', 'U0MAYA', NULL, NULL, '2026-12-01 01:33:32.442966+00');
INSERT INTO public.alert_events VALUES ('5e42900c982c', 2, '2026-12-01 01:33:32.196653+00', 'posted', NULL, NULL, NULL, '2026-12-01 01:33:32.447483+00');
INSERT INTO public.alert_events VALUES ('5e42900c982c', 3, '2026-12-01 01:33:32.384987+00', 'claimed', 'U0JONAS', NULL, NULL, '2026-12-01 01:33:32.469544+00');
INSERT INTO public.alert_events VALUES ('5e42900c982c', 4, '2026-12-01 01:33:32.839994+00', 'contacted', 'U0JONAS', NULL, NULL, '2026-12-01 01:33:33.426027+00');
INSERT INTO public.alert_events VALUES ('283f03f55114', 1, '2026-12-01 01:33:43.715223+00', 'raised', 'U0MAYA', NULL, NULL, NULL);
INSERT INTO public.alerts VALUES ('283f03f55114', '07ba16522e4a4be4b54700d794121352', 8, NULL, 'open', 'on time', NULL, false, NULL, 'U0MAYA', NULL, NULL, NULL, '2026-12-01 01:33:43.715223+00', '2026-12-01 01:33:44.138093+00', '2026-12-01 01:33:44.138093+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 2, '2026-12-01 01:33:51.511086+00', NULL, NULL, 2, 0, 0);
INSERT INTO public.alerts VALUES ('5e42900c982c', 'eaf60677377a4c9a8fd6806eb62bc668', 3, NULL, 'contacted', 'on time', 'U0JONAS', false, NULL, 'U0MAYA', 'C0HOTLEADS', '1796088812.016405', NULL, '2026-12-01 01:33:31.116292+00', '2026-12-01 01:33:31.800024+00', '2026-12-01 01:33:32.384987+00', '2026-12-01 01:33:32.384987+00', '2026-12-01 01:33:32.839994+00', NULL, NULL, NULL, NULL, NULL, NULL, 1.268695, 1.723702, false, 0, NULL, NULL, NULL, 5, 5, 0);
INSERT INTO public.alerts VALUES ('5529e7bbd6c1', 'deb821d3268e4483b2eea6e671f0a926', 1, NULL, 'claimed', 'on time', 'U0JONAS', false, NULL, 'U0MAYA', 'C0HOTLEADS', '1796088808.938529', NULL, '2026-12-01 01:33:28.095202+00', '2026-12-01 01:33:28.644746+00', '2026-12-01 01:33:29.094739+00', '2026-12-01 01:33:29.094739+00', NULL, NULL, NULL, '2027-01-04 18:53:29.094739+00', NULL, NULL, NULL, 0.999537, NULL, false, 0, NULL, NULL, NULL, 4, 4, 0);
INSERT INTO public.alerts VALUES ('ace9da423d61', 'd8ba95cfe62b4b8890eb83b78bdd3a58', 2, NULL, 'open', 'on time', NULL, false, NULL, 'U0MAYA', 'C0HOTLEADS', '1796088811.003851', NULL, '2026-12-01 01:33:29.626748+00', '2026-12-01 01:33:30.479453+00', '2026-12-01 01:33:30.479453+00', NULL, NULL, NULL, NULL, '2026-12-01 01:43:30.479453+00', NULL, NULL, NULL, NULL, NULL, false, 0, NULL, NULL, NULL, 3, 3, 0);
INSERT INTO public.api_keys VALUES ('81cb087f', 'crm', '92bd0cbedb71c70a83f2e9f9690e3bd1a0092c284a10bace49c226808f3638d2', '["leads", "metrics", "predict"]', '2026-12-01 01:33:35.171215+00', NULL, '2026-12-01 01:33:36.241016+00');
INSERT INTO public.audit VALUES (1, '2026-12-01 01:33:29.103212+00', 'U0JONAS', 'claim', '5529e7bbd6c1', 'U0JONAS');
INSERT INTO public.audit VALUES (2, '2026-12-01 01:33:32.436565+00', 'U0JONAS', 'claim', '5e42900c982c', 'U0JONAS');
INSERT INTO public.audit VALUES (3, '2026-12-01 01:33:32.860453+00', 'U0JONAS', 'contacted', '5e42900c982c', 'U0JONAS');
INSERT INTO public.audit VALUES (4, '2026-12-01 01:33:38.749332+00', 'U0PRIYA', 'forget', '175c5573cf92486fb25c022aa0fa4220', NULL);
INSERT INTO public.conversations VALUES ('D0MAYA', '1796088816.511513', 'f5d8bacec8744adea0087fcf9c421280', '{}', '[]', 'credit_score', '1796088816.909502', '[]', false, 'Nora Ilves', '["EvE9F3E8EA4A"]', '[]', NULL, '2026-12-02 01:33:37.098794+00', NULL, NULL);
INSERT INTO public.conversations VALUES ('D0MAYA', '1796088817.087557', 'ae68702e8e004fcc81f9746524b2a8ab', '{}', '[]', 'financing_pre_approved', NULL, '[]', false, 'Piet Hall', '["EvFAE515105C", "Ev6B4CE13251"]', '[]', '{"key": "Ev6B4CE13251", "messages": [{"text": "Noted: credit score 610.\nPiet Hall: Low 75 % \u2192 Low 87 %, further from High.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.\nIs financing pre-approved?", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Noted: credit score 610.\nPiet Hall: Low 75 % \u2192 Low 87 %, further from High.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.", "emoji": false}}, {"type": "section", "text": {"type": "mrkdwn", "text": "*What would help most:* is financing pre-approved?", "verbatim": true}}, {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Yes", "emoji": false}, "action_id": "answer_question_0", "value": "{\"lead_id\": \"ae68702e8e004fcc81f9746524b2a8ab\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088817.087557\", \"shareable\": false, \"value\": true}"}, {"type": "button", "text": {"type": "plain_text", "text": "No", "emoji": false}, "action_id": "answer_question_1", "value": "{\"lead_id\": \"ae68702e8e004fcc81f9746524b2a8ab\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088817.087557\", \"shareable\": false, \"value\": false}"}, {"type": "button", "text": {"type": "plain_text", "text": "Don''t know", "emoji": false}, "action_id": "dont_know", "value": "{\"lead_id\": \"ae68702e8e004fcc81f9746524b2a8ab\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088817.087557\", \"shareable\": false}"}], "block_id": "question_financing_pre_approved"}], "unfurl_links": false, "unfurl_media": false}], "asks": true, "tells_of": ["ae68702e8e004fcc81f9746524b2a8ab"]}', '2026-12-02 01:33:43.944216+00', NULL, NULL);
INSERT INTO public.feedback VALUES (1, 'U0MAYA', 'too high', NULL, 'ordinal-4280325e', '2026-12-01 01:33:28.49102+00');
INSERT INTO public.idempotent_answers VALUES ('81cb087f', 'retry-1', '1c83fb723f866e4202d701f26207014cb36fe0abe5de88c25ea243522a6b2049', '2026-12-01 01:33:36.286181+00', 202, '[{"id": "5149d534438844a79c0e0b4263dac21e", "tier": "Low", "confidence": 0.9998}]');
INSERT INTO public.lead_keys VALUES ('everything', '224281e07013252ff8ebe96682bd7ba09e715b8dec58225235594682c8e1c531', 'deb821d3268e4483b2eea6e671f0a926');
INSERT INTO public.lead_keys VALUES ('everything', '9e5f4a29cac4db88d3be6de4fb3e71d8f05ab15efbe2aed4db9221cb7f094197', 'd8ba95cfe62b4b8890eb83b78bdd3a58');
INSERT INTO public.lead_keys VALUES ('everything', '9d26531186f0dc8e434288eb5753c05a45f1348559a68c8dd4de8656d98ed71c', 'eaf60677377a4c9a8fd6806eb62bc668');
INSERT INTO public.lead_keys VALUES ('external_id', 'crm-7', '5149d534438844a79c0e0b4263dac21e');
INSERT INTO public.lead_keys VALUES ('everything', '86438eff6c5de3dd9252a175df3ec5c758e1f11b87481762c87080677f37824b', 'f5d8bacec8744adea0087fcf9c421280');
INSERT INTO public.lead_keys VALUES ('everything', '9ab56a3b9b21f0411b476916cd49861259a5192e6fccde4f6943f4c6d2f5124b', '07ba16522e4a4be4b54700d794121352');
INSERT INTO public.lead_keys VALUES ('everything', '1bfbb6a8b4e3b800ca613c1c3572dd4b6fd2fa9fc889f86210769ee1518c4a8f', 'ae68702e8e004fcc81f9746524b2a8ab');
INSERT INTO public.lead_messages VALUES (1, 'f5d8bacec8744adea0087fcf9c421280', 'D0MAYA', '1796088816.909502', '');
INSERT INTO public.lead_messages VALUES (2, 'ae68702e8e004fcc81f9746524b2a8ab', 'D0MAYA', '1796088817.846933', '');
INSERT INTO public.leads VALUES ('deb821d3268e4483b2eea6e671f0a926', 'Dana Reyes', NULL, NULL, NULL, NULL, 'dana reyes', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:33:27.955823+00', '2026-12-01 01:33:27.955823+00');
INSERT INTO public.leads VALUES ('d8ba95cfe62b4b8890eb83b78bdd3a58', 'Omar Haddad', NULL, NULL, NULL, NULL, 'omar haddad', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:33:29.512936+00', '2026-12-01 01:33:29.512936+00');
INSERT INTO public.leads VALUES ('eaf60677377a4c9a8fd6806eb62bc668', 'Lena Vogel', NULL, NULL, NULL, NULL, 'lena vogel', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:33:31.091871+00', '2026-12-01 01:33:31.091871+00');
INSERT INTO public.leads VALUES ('5149d534438844a79c0e0b4263dac21e', 'Sam Okoro', NULL, NULL, NULL, 'crm-7', 'sam okoro crm-7', '{"age": 38, "income": 40000, "credit_score": 500, "website_visits": 1, "email_opens": 0, "property_views": 1, "contact_attempts": 1, "time_on_site_minutes": 2, "inquiry_submitted": false, "financing_pre_approved": false, "budget_disclosed": false, "location_preference_set": false}', '2026-12-01 01:33:36.330105+00', '2026-12-01 01:33:36.330105+00');
INSERT INTO public.leads VALUES ('f5d8bacec8744adea0087fcf9c421280', 'Nora Ilves', NULL, NULL, NULL, NULL, 'nora ilves', '{"age": 45, "income": 90000}', '2026-12-01 01:33:36.653462+00', '2026-12-01 01:33:36.653462+00');
INSERT INTO public.leads VALUES ('07ba16522e4a4be4b54700d794121352', 'Ines Costa', NULL, NULL, NULL, NULL, 'ines costa', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:33:43.509414+00', '2026-12-01 01:33:43.509414+00');
INSERT INTO public.leads VALUES ('ae68702e8e004fcc81f9746524b2a8ab', 'Piet Hall', NULL, NULL, NULL, NULL, 'piet hall', '{"age": 52, "income": 60000, "credit_score": 610}', '2026-12-01 01:33:37.63219+00', '2026-12-01 01:33:43.593662+00');
INSERT INTO public.migrations VALUES (1, '2026-12-01 01:33:16.951275+00');
INSERT INTO public.removals VALUES ('C0HOTLEADS', '1796088815.144593', '', '', '2026-12-01 01:33:38.749332+00', '2026-12-01 01:43:38.749332+00', NULL);
INSERT INTO public.requests VALUES ('tidied:2026-12-01', '2026-12-01 01:33:27.642882+00', NULL);
INSERT INTO public.requests VALUES ('trigger:1.1796088807.4ae9cdff27b86d748a170c24033c38d8', '2026-12-01 01:33:27.6919+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:2.1796088808.13ab9384a0cd04c8aa1703082039b5b6', '2026-12-01 01:33:28.43322+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:3.1796088808.06849ff8d68104bb25ee6556a2cd04af', '2026-12-01 01:33:28.990961+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:4.1796088809.d9b2a7c1c98cae6f51ac505bb79e035d', '2026-12-01 01:33:29.408344+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:5.1796088811.d3baa6f7f735466a79bd6693d784d2d4', '2026-12-01 01:33:31.038327+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:6.1796088812.a19eae0b6f7a379338c6964fd7422d0c', '2026-12-01 01:33:32.108624+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:7.1796088812.e688f26ef73825cfb0204dee452a19e4', '2026-12-01 01:33:32.765048+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:8.1796088813.006c4aaaef50efac8544c1bd764b4be8', '2026-12-01 01:33:33.828092+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('event:EvE9F3E8EA4A', '2026-12-01 01:33:36.534933+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:9.1796088817.31766c8e2b22d5324ed79e5735a81adb', '2026-12-01 01:33:37.959379+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('event:EvFAE515105C', '2026-12-01 01:33:37.144842+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:10.1796088818.bf174aa7fa8d9aaac966f7a01027a758', '2026-12-01 01:33:38.572204+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:11.1796088823.7e1e722f65e6c7ef87c04dc5fc19b752', '2026-12-01 01:33:43.274745+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.scores VALUES (1, 'deb821d3268e4483b2eea6e671f0a926', '2026-12-01 01:33:27.955823+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (2, 'd8ba95cfe62b4b8890eb83b78bdd3a58', '2026-12-01 01:33:29.512936+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (3, 'eaf60677377a4c9a8fd6806eb62bc668', '2026-12-01 01:33:31.091871+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (5, '5149d534438844a79c0e0b4263dac21e', '2026-12-01 01:33:36.330105+00', 'Low', '{"High": 0.00014026826713928946, "Medium": 0.0001, "Low": 0.9997597317328607}', '{"income": 40000, "financing_pre_approved": false, "inquiry_submitted": false, "credit_score": 500, "property_views": 1, "location_preference_set": false, "website_visits": 1, "budget_disclosed": false, "email_opens": 0, "time_on_site_minutes": 2, "age": 38, "contact_attempts": 1}', '{"income": -3.5170297622680664, "financing_pre_approved": -1.6093381643295288, "inquiry_submitted": -1.2510610818862915, "credit_score": -1.0298292636871338, "property_views": -0.852513313293457, "location_preference_set": -0.8083462715148926, "website_visits": -0.7327364087104797, "budget_disclosed": -0.5890983939170837, "email_opens": -0.4870641827583313, "time_on_site_minutes": -0.1534055769443512, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["website_visits", 1, 2, "below"], ["time_on_site_minutes", 2, 6, "below"]]', '["Low", "Low", 0.00014026826713928946, 0.00014026826713928946]', 'ordinal-4280325e', 'http', 'key:81cb087f');
INSERT INTO public.scores VALUES (6, 'f5d8bacec8744adea0087fcf9c421280', '2026-12-01 01:33:36.653462+00', 'Low', '{"High": 0.012832643689228526, "Medium": 0.36625929034909, "Low": 0.6209080659616822}', '{"income": 90000, "website_visits": null, "property_views": null, "email_opens": null, "time_on_site_minutes": null, "budget_disclosed": null, "inquiry_submitted": null, "location_preference_set": null, "financing_pre_approved": null, "credit_score": null, "age": 45, "contact_attempts": null}', '{"income": -2.150950431823731, "website_visits": -0.24612058154976516, "property_views": -0.24412867341823344, "email_opens": -0.17746628010725923, "time_on_site_minutes": -0.10274530481307391, "budget_disclosed": -0.07565452866303522, "inquiry_submitted": -0.06464990338529437, "location_preference_set": -0.06231711456226354, "financing_pre_approved": 0.05804697770187091, "credit_score": -0.04538110211649261, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[]', '["Low", "High", 0.00014026826713928946, 0.012832643689228526]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (7, 'ae68702e8e004fcc81f9746524b2a8ab', '2026-12-01 01:33:37.63219+00', 'Low', '{"High": 0.004887012944240134, "Medium": 0.2485669233029683, "Low": 0.746546063752793}', '{"income": 60000, "property_views": null, "website_visits": null, "email_opens": null, "time_on_site_minutes": null, "inquiry_submitted": null, "budget_disclosed": null, "location_preference_set": null, "credit_score": null, "financing_pre_approved": null, "age": 52, "contact_attempts": null}', '{"income": -3.517029762268065, "property_views": -0.26870862138319995, "website_visits": -0.2684232481787108, "email_opens": -0.1928102152676288, "time_on_site_minutes": -0.11026670400261512, "inquiry_submitted": -0.08628096427359125, "budget_disclosed": -0.07862102871839168, "location_preference_set": -0.0702169846532093, "credit_score": -0.05657827004109216, "financing_pre_approved": 0.041501224440606624, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[]', '["Low", "High", 0.00014026826713928946, 0.004887012944240134]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (8, '07ba16522e4a4be4b54700d794121352', '2026-12-01 01:33:43.509414+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (9, 'ae68702e8e004fcc81f9746524b2a8ab', '2026-12-01 01:33:43.593662+00', 'Low', '{"High": 0.0001402682671392896, "Medium": 0.12717881887525764, "Low": 0.8726809128576026}', '{"income": 60000, "credit_score": 610, "property_views": null, "website_visits": null, "email_opens": null, "inquiry_submitted": null, "financing_pre_approved": null, "time_on_site_minutes": null, "budget_disclosed": null, "location_preference_set": null, "age": 52, "contact_attempts": null}', '{"income": -3.5170297622680677, "credit_score": -1.0298292636871333, "property_views": -0.1932559465810147, "website_visits": -0.16992933730630366, "email_opens": -0.12148461528503487, "inquiry_submitted": -0.11312282065298328, "financing_pre_approved": -0.10103561269459055, "time_on_site_minutes": -0.09579707857809934, "budget_disclosed": -0.06656460946233846, "location_preference_set": -0.06296869979853179, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[]', '["Low", "Medium", 0.00014026826713928946, 0.0001402682671392896]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.tellings VALUES ('5529e7bbd6c1:card', '2026-12-01 01:33:28.743169+00', '2026-12-01 01:33:28.743169+00', 'C0HOTLEADS', '1796088808.938529', '[]');
INSERT INTO public.tellings VALUES ('5529e7bbd6c1:3', '2026-12-01 01:33:29.424021+00', '2026-12-01 01:33:29.424021+00', 'C0HOTLEADS', '1796088809.580099', '[]');
INSERT INTO public.tellings VALUES ('ace9da423d61:card', '2026-12-01 01:33:30.797094+00', '2026-12-01 01:33:30.797094+00', 'C0HOTLEADS', '1796088811.003851', '[]');
INSERT INTO public.tellings VALUES ('5e42900c982c:card', '2026-12-01 01:33:31.878052+00', '2026-12-01 01:33:31.878052+00', 'C0HOTLEADS', '1796088812.016405', '[]');
INSERT INTO public.tellings VALUES ('5e42900c982c:3', '2026-12-01 01:33:32.460001+00', '2026-12-01 01:33:32.460001+00', 'C0HOTLEADS', '1796088812.465265', '[]');
INSERT INTO public.tellings VALUES ('5e42900c982c:4', '2026-12-01 01:33:33.370724+00', '2026-12-01 01:33:33.370724+00', 'C0HOTLEADS', '1796088813.413806', '[]');
INSERT INTO public.tellings VALUES ('said:EvE9F3E8EA4A:1', '2026-12-01 01:33:36.56892+00', '2026-12-01 01:33:36.56892+00', 'D0MAYA', '1796088816.909502', '[]');
INSERT INTO public.tellings VALUES ('said:EvFAE515105C:1', '2026-12-01 01:33:37.275387+00', '2026-12-01 01:33:37.275387+00', 'D0MAYA', '1796088817.846933', '[]');
INSERT INTO public.tellings VALUES ('said:Ev6B4CE13251:1', '2026-12-01 01:33:42.319654+00', NULL, NULL, NULL, '[]');
INSERT INTO public.tellings VALUES ('283f03f55114:card', '2026-12-01 01:33:44.306329+00', NULL, NULL, NULL, '[]');
SELECT pg_catalog.setval('public.audit_id_seq', 4, true);
SELECT pg_catalog.setval('public.lead_messages_id_seq', 2, true);
SELECT pg_catalog.setval('public.migrations_number_seq', 1, false);
SELECT pg_catalog.setval('public.pauses_id_seq', 1, false);
SELECT pg_catalog.setval('public.scores_id_seq', 9, true);
ALTER TABLE ONLY public.alert_events
    ADD CONSTRAINT alert_events_pkey PRIMARY KEY (alert_id, number);
ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_pkey PRIMARY KEY (channel, ts);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_pkey PRIMARY KEY (score_id, by);
ALTER TABLE ONLY public.idempotent_answers
    ADD CONSTRAINT idempotent_answers_pkey PRIMARY KEY (api_key_id, key);
ALTER TABLE ONLY public.lead_keys
    ADD CONSTRAINT lead_keys_pkey PRIMARY KEY (kind, value);
ALTER TABLE ONLY public.lead_messages
    ADD CONSTRAINT lead_messages_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.leads
    ADD CONSTRAINT leads_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.pauses
    ADD CONSTRAINT pauses_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (user_id);
ALTER TABLE ONLY public.removals
    ADD CONSTRAINT removals_pkey PRIMARY KEY (channel, ts, file_id, key);
ALTER TABLE ONLY public.requests
    ADD CONSTRAINT requests_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tellings
    ADD CONSTRAINT tellings_pkey PRIMARY KEY (key);
CREATE INDEX alert_events_by_kind ON public.alert_events USING btree (kind, at);
CREATE INDEX ix_alert_events_told_at ON public.alert_events USING btree (told_at);
CREATE INDEX ix_alerts_claimed_at ON public.alerts USING btree (claimed_at);
CREATE INDEX ix_alerts_digest_at ON public.alerts USING btree (digest_at);
CREATE INDEX ix_alerts_due_at ON public.alerts USING btree (due_at);
CREATE INDEX ix_alerts_lead_id ON public.alerts USING btree (lead_id);
CREATE INDEX ix_alerts_posted_at ON public.alerts USING btree (posted_at);
CREATE INDEX ix_alerts_retry_at ON public.alerts USING btree (retry_at);
CREATE INDEX ix_alerts_status ON public.alerts USING btree (status);
CREATE INDEX ix_audit_at ON public.audit USING btree (at);
CREATE INDEX ix_conversations_ends_at ON public.conversations USING btree (ends_at);
CREATE INDEX ix_conversations_lead_id ON public.conversations USING btree (lead_id);
CREATE INDEX ix_feedback_at ON public.feedback USING btree (at);
CREATE INDEX ix_idempotent_answers_at ON public.idempotent_answers USING btree (at);
CREATE INDEX ix_lead_keys_lead_id ON public.lead_keys USING btree (lead_id);
CREATE INDEX ix_lead_messages_lead_id ON public.lead_messages USING btree (lead_id);
CREATE INDEX ix_leads_scored_at ON public.leads USING btree (scored_at);
CREATE INDEX ix_removals_try_at ON public.removals USING btree (try_at);
CREATE INDEX ix_requests_at ON public.requests USING btree (at);
CREATE INDEX ix_scores_lead_id ON public.scores USING btree (lead_id);
CREATE UNIQUE INDEX one_open_alert_a_lead ON public.alerts USING btree (lead_id) WHERE (closed_at IS NULL);
CREATE INDEX scores_by_person ON public.scores USING btree (scored_by, id);
CREATE INDEX scores_by_time ON public.scores USING btree (at, tier);
ALTER TABLE ONLY public.alert_events
    ADD CONSTRAINT alert_events_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES public.alerts(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.conversations
    ADD CONSTRAINT conversations_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT feedback_score_id_fkey FOREIGN KEY (score_id) REFERENCES public.scores(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.lead_keys
    ADD CONSTRAINT lead_keys_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.lead_messages
    ADD CONSTRAINT lead_messages_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.scores
    ADD CONSTRAINT scores_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.leads(id) ON DELETE CASCADE;
