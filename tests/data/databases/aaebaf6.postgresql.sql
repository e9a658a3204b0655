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
    status character varying(16) NOT NULL,
    urgency character varying(16) NOT NULL,
    owner character varying(32),
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
    ts character varying(32),
    file_id character varying(32)
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
    ts character varying(32)
);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.lead_messages ALTER COLUMN id SET DEFAULT nextval('public.lead_messages_id_seq'::regclass);
ALTER TABLE ONLY public.migrations ALTER COLUMN number SET DEFAULT nextval('public.migrations_number_seq'::regclass);
ALTER TABLE ONLY public.pauses ALTER COLUMN id SET DEFAULT nextval('public.pauses_id_seq'::regclass);
ALTER TABLE ONLY public.scores ALTER COLUMN id SET DEFAULT nextval('public.scores_id_seq'::regclass);
INSERT INTO public.alert_events VALUES ('333bdc491a5b', 1, '2026-12-01 01:34:52.58899+00', 'raised', 'U0MAYA', NULL, NULL, '2026-12-01 01:34:54.238119+00');
INSERT INTO public.alert_events VALUES ('333bdc491a5b', 2, '2026-12-01 01:34:54.093829+00', 'posted', NULL, NULL, NULL, '2026-12-01 01:34:54.338745+00');
INSERT INTO public.alert_events VALUES ('333bdc491a5b', 3, '2026-12-01 01:34:54.315865+00', 'claimed', 'U0JONAS', NULL, NULL, '2026-12-01 01:34:55.12843+00');
INSERT INTO public.alert_events VALUES ('72e002410b5e', 1, '2026-12-01 01:34:55.202803+00', 'raised', 'U0MAYA', NULL, NULL, '2026-12-01 01:34:56.979672+00');
INSERT INTO public.alert_events VALUES ('72e002410b5e', 2, '2026-12-01 01:34:56.898447+00', 'posted', NULL, NULL, NULL, '2026-12-01 01:34:57.014223+00');
INSERT INTO public.alert_events VALUES ('9b9a176fe646', 1, '2026-12-01 01:34:56.970485+00', 'raised', 'U0MAYA', NULL, NULL, '2026-12-01 01:34:57.69402+00');
INSERT INTO public.alert_events VALUES ('9b9a176fe646', 2, '2026-12-01 01:34:57.642786+00', 'posted', NULL, NULL, NULL, '2026-12-01 01:34:57.730089+00');
INSERT INTO public.alert_events VALUES ('9b9a176fe646', 3, '2026-12-01 01:34:57.680991+00', 'claimed', 'U0JONAS', NULL, NULL, '2026-12-01 01:34:58.054219+00');
INSERT INTO public.alert_events VALUES ('9b9a176fe646', 4, '2026-12-01 01:34:58.018371+00', 'contacted', 'U0JONAS', NULL, NULL, '2026-12-01 01:34:58.519326+00');
INSERT INTO public.alert_events VALUES ('06520afa4d1a', 1, '2026-12-01 01:35:07.728596+00', 'raised', 'U0MAYA', NULL, NULL, NULL);
INSERT INTO public.alerts VALUES ('9b9a176fe646', '17e9cd84ec894b72b22d908e3fe98903', 3, 'contacted', 'on time', 'U0JONAS', NULL, 'U0MAYA', 'C0HOTLEADS', '1796088897.595334', NULL, '2026-12-01 01:34:56.970485+00', '2026-12-01 01:34:57.448804+00', '2026-12-01 01:34:57.680991+00', '2026-12-01 01:34:57.680991+00', '2026-12-01 01:34:58.018371+00', NULL, NULL, NULL, NULL, NULL, NULL, 0.710506, 1.047886, false, 0, NULL, NULL, NULL, 5, 5, 0);
INSERT INTO public.alerts VALUES ('06520afa4d1a', 'b653ad6420514bc0bccb7ec7ff138b3a', 8, 'open', 'on time', NULL, NULL, 'U0MAYA', NULL, NULL, NULL, '2026-12-01 01:35:07.728596+00', '2026-12-01 01:35:08.429604+00', '2026-12-01 01:35:08.429604+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false, 2, '2026-12-01 01:35:16.348747+00', NULL, NULL, 2, 0, 0);
INSERT INTO public.alerts VALUES ('333bdc491a5b', '28985c867d4a437ea0cb8577562d19ee', 1, 'claimed', 'on time', 'U0JONAS', NULL, 'U0MAYA', 'C0HOTLEADS', '1796088894.031522', NULL, '2026-12-01 01:34:52.58899+00', '2026-12-01 01:34:53.682189+00', '2026-12-01 01:34:54.315865+00', '2026-12-01 01:34:54.315865+00', NULL, NULL, NULL, '2027-01-04 18:54:54.315865+00', NULL, NULL, NULL, 1.726875, NULL, false, 0, NULL, NULL, NULL, 4, 4, 0);
INSERT INTO public.alerts VALUES ('72e002410b5e', '44fa6f4be8544668b111288a74d143f9', 2, 'open', 'on time', NULL, NULL, 'U0MAYA', 'C0HOTLEADS', '1796088896.767960', NULL, '2026-12-01 01:34:55.202803+00', '2026-12-01 01:34:56.47712+00', '2026-12-01 01:34:56.47712+00', NULL, NULL, NULL, NULL, '2026-12-01 01:44:56.47712+00', NULL, NULL, NULL, NULL, NULL, false, 0, NULL, NULL, NULL, 3, 3, 0);
INSERT INTO public.api_keys VALUES ('43b17cc0', 'crm', '3a0ab8c9b9c2ed1a51d40025a3624310f9c16644673f393d27dd1f1da834b312', '["leads", "metrics", "predict"]', '2026-12-01 01:35:00.570883+00', NULL, '2026-12-01 01:35:01.320467+00');
INSERT INTO public.audit VALUES (1, '2026-12-01 01:34:54.370128+00', 'U0JONAS', 'claim', '333bdc491a5b', 'U0JONAS');
INSERT INTO public.audit VALUES (2, '2026-12-01 01:34:57.730593+00', 'U0JONAS', 'claim', '9b9a176fe646', 'U0JONAS');
INSERT INTO public.audit VALUES (3, '2026-12-01 01:34:58.026002+00', 'U0JONAS', 'contacted', '9b9a176fe646', 'U0JONAS');
INSERT INTO public.audit VALUES (4, '2026-12-01 01:35:04.557541+00', 'U0PRIYA', 'forget', '632ec98c06a34b8a847266c54966466d', NULL);
INSERT INTO public.conversations VALUES ('D0MAYA', '1796088901.652621', 'ecd7cc8c7bd34c28986c4460f1128b43', '{}', '[]', 'credit_score', '1796088902.346198', '[]', false, 'Nora Ilves', '["Ev1C99EAE0ED"]', NULL, '2026-12-02 01:35:02.595254+00', NULL, NULL);
INSERT INTO public.conversations VALUES ('D0MAYA', '1796088902.516868', '559c095b59694054bb1737ac27775766', '{}', '[]', 'financing_pre_approved', NULL, '[]', false, 'Piet Hall', '["Ev94611D2F96", "Ev0ED34C11FA"]', '{"key": "Ev0ED34C11FA", "messages": [{"text": "Noted: credit score 610.\nLow 75 % \u2192 Low 87 %.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.\nIs financing pre-approved?", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Noted: credit score 610.\nLow 75 % \u2192 Low 87 %.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.", "emoji": false}}, {"type": "section", "text": {"type": "mrkdwn", "text": "*What would help most:* is financing pre-approved?", "verbatim": true}}, {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Yes", "emoji": false}, "action_id": "answer_question_0", "value": "{\"lead_id\": \"559c095b59694054bb1737ac27775766\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088902.516868\", \"shareable\": false, \"value\": true}"}, {"type": "button", "text": {"type": "plain_text", "text": "No", "emoji": false}, "action_id": "answer_question_1", "value": "{\"lead_id\": \"559c095b59694054bb1737ac27775766\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088902.516868\", \"shareable\": false, \"value\": false}"}, {"type": "button", "text": {"type": "plain_text", "text": "Don''t know", "emoji": false}, "action_id": "dont_know", "value": "{\"lead_id\": \"559c095b59694054bb1737ac27775766\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088902.516868\", \"shareable\": false}"}], "block_id": "question_financing_pre_approved"}], "unfurl_links": false, "unfurl_media": false}], "asks": true, "tells_of": ["559c095b59694054bb1737ac27775766"]}', '2026-12-02 01:35:07.991643+00', NULL, NULL);
INSERT INTO public.feedback VALUES (1, 'U0MAYA', 'too high', NULL, 'ordinal-4280325e', '2026-12-01 01:34:53.519803+00');
INSERT INTO public.idempotent_answers VALUES ('43b17cc0', 'retry-1', '1c83fb723f866e4202d701f26207014cb36fe0abe5de88c25ea243522a6b2049', '2026-12-01 01:35:01.355978+00', 202, '[{"id": "c984d3bd0d52497991d104ea2d7e8949", "tier": "Low", "confidence": 0.9998}]');
INSERT INTO public.lead_keys VALUES ('everything', '224281e07013252ff8ebe96682bd7ba09e715b8dec58225235594682c8e1c531', '28985c867d4a437ea0cb8577562d19ee');
INSERT INTO public.lead_keys VALUES ('everything', '9e5f4a29cac4db88d3be6de4fb3e71d8f05ab15efbe2aed4db9221cb7f094197', '44fa6f4be8544668b111288a74d143f9');
INSERT INTO public.lead_keys VALUES ('everything', '9d26531186f0dc8e434288eb5753c05a45f1348559a68c8dd4de8656d98ed71c', '17e9cd84ec894b72b22d908e3fe98903');
INSERT INTO public.lead_keys VALUES ('external_id', 'crm-7', 'c984d3bd0d52497991d104ea2d7e8949');
INSERT INTO public.lead_keys VALUES ('everything', '86438eff6c5de3dd9252a175df3ec5c758e1f11b87481762c87080677f37824b', 'ecd7cc8c7bd34c28986c4460f1128b43');
INSERT INTO public.lead_keys VALUES ('everything', '9ab56a3b9b21f0411b476916cd49861259a5192e6fccde4f6943f4c6d2f5124b', 'b653ad6420514bc0bccb7ec7ff138b3a');
INSERT INTO public.lead_keys VALUES ('everything', '1bfbb6a8b4e3b800ca613c1c3572dd4b6fd2fa9fc889f86210769ee1518c4a8f', '559c095b59694054bb1737ac27775766');
INSERT INTO public.lead_messages VALUES (1, 'ecd7cc8c7bd34c28986c4460f1128b43', 'D0MAYA', '1796088902.346198', NULL);
INSERT INTO public.lead_messages VALUES (2, '559c095b59694054bb1737ac27775766', 'D0MAYA', '1796088903.107521', NULL);
INSERT INTO public.leads VALUES ('28985c867d4a437ea0cb8577562d19ee', 'Dana Reyes', NULL, NULL, NULL, NULL, 'dana reyes', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:34:52.454563+00', '2026-12-01 01:34:52.454563+00');
INSERT INTO public.leads VALUES ('44fa6f4be8544668b111288a74d143f9', 'Omar Haddad', NULL, NULL, NULL, NULL, 'omar haddad', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:34:55.197295+00', '2026-12-01 01:34:55.197295+00');
INSERT INTO public.leads VALUES ('17e9cd84ec894b72b22d908e3fe98903', 'Lena Vogel', NULL, NULL, NULL, NULL, 'lena vogel', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:34:56.963174+00', '2026-12-01 01:34:56.963174+00');
INSERT INTO public.leads VALUES ('c984d3bd0d52497991d104ea2d7e8949', 'Sam Okoro', NULL, NULL, NULL, 'crm-7', 'sam okoro crm-7', '{"age": 38, "income": 40000, "credit_score": 500, "website_visits": 1, "email_opens": 0, "property_views": 1, "contact_attempts": 1, "time_on_site_minutes": 2, "inquiry_submitted": false, "financing_pre_approved": false, "budget_disclosed": false, "location_preference_set": false}', '2026-12-01 01:35:01.48522+00', '2026-12-01 01:35:01.48522+00');
INSERT INTO public.leads VALUES ('ecd7cc8c7bd34c28986c4460f1128b43', 'Nora Ilves', NULL, NULL, NULL, NULL, 'nora ilves', '{"age": 45, "income": 90000}', '2026-12-01 01:35:02.026447+00', '2026-12-01 01:35:02.026447+00');
INSERT INTO public.leads VALUES ('b653ad6420514bc0bccb7ec7ff138b3a', 'Ines Costa', NULL, NULL, NULL, NULL, 'ines costa', '{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}', '2026-12-01 01:35:07.64229+00', '2026-12-01 01:35:07.64229+00');
INSERT INTO public.leads VALUES ('559c095b59694054bb1737ac27775766', 'Piet Hall', NULL, NULL, NULL, NULL, 'piet hall', '{"age": 52, "income": 60000, "credit_score": 610}', '2026-12-01 01:35:02.74553+00', '2026-12-01 01:35:07.681298+00');
INSERT INTO public.migrations VALUES (1, '2026-12-01 01:34:39.631968+00');
INSERT INTO public.requests VALUES ('tidied:2026-12-01', '2026-12-01 01:34:51.918931+00', NULL);
INSERT INTO public.requests VALUES ('trigger:1.1796088892.61ba70c237db37783c04a63ee573b330', '2026-12-01 01:34:52.199199+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:2.1796088893.f099ce09a939f345a32d07fae70d2f91', '2026-12-01 01:34:53.418621+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:3.1796088894.af0b1d95e74302585e8eb9cb115a58dd', '2026-12-01 01:34:54.090828+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:4.1796088895.83f3e5b6d6a576f35e7440e93e4c3950', '2026-12-01 01:34:55.098997+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:5.1796088896.db493757f35dcaa4c86aabcb4b95ce9e', '2026-12-01 01:34:56.826183+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:6.1796088897.2a8681be8a4ecd1e7c785b31fc8686d8', '2026-12-01 01:34:57.641008+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:7.1796088897.88409176d4dc195db72056396dc9d854', '2026-12-01 01:34:58.0062+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:8.1796088899.2d3cea0e99af4748f91197153d701217', '2026-12-01 01:34:59.118241+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('event:Ev1C99EAE0ED', '2026-12-01 01:35:01.653508+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('event:Ev94611D2F96', '2026-12-01 01:35:02.517857+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:9.1796088903.8587a5a9f99df3367f30d605b397aba6', '2026-12-01 01:35:03.375162+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:10.1796088904.a621dedcee2562599710789f3a3acb8b', '2026-12-01 01:35:04.034198+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.requests VALUES ('trigger:11.1796088907.2a4d01877ef75e3e70d5a39a7147e391', '2026-12-01 01:35:07.420464+00', '{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO public.scores VALUES (1, '28985c867d4a437ea0cb8577562d19ee', '2026-12-01 01:34:52.454563+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (2, '44fa6f4be8544668b111288a74d143f9', '2026-12-01 01:34:55.197295+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (3, '17e9cd84ec894b72b22d908e3fe98903', '2026-12-01 01:34:56.963174+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (5, 'c984d3bd0d52497991d104ea2d7e8949', '2026-12-01 01:35:01.48522+00', 'Low', '{"High": 0.00014026826713928946, "Medium": 0.0001, "Low": 0.9997597317328607}', '{"income": 40000, "financing_pre_approved": false, "inquiry_submitted": false, "credit_score": 500, "property_views": 1, "location_preference_set": false, "website_visits": 1, "budget_disclosed": false, "email_opens": 0, "time_on_site_minutes": 2, "age": 38, "contact_attempts": 1}', '{"income": -3.5170297622680664, "financing_pre_approved": -1.6093381643295288, "inquiry_submitted": -1.2510610818862915, "credit_score": -1.0298292636871338, "property_views": -0.852513313293457, "location_preference_set": -0.8083462715148926, "website_visits": -0.7327364087104797, "budget_disclosed": -0.5890983939170837, "email_opens": -0.4870641827583313, "time_on_site_minutes": -0.1534055769443512, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["website_visits", 1, 2, "below"], ["time_on_site_minutes", 2, 6, "below"]]', '["Low", "Low", 0.00014026826713928946, 0.00014026826713928946]', 'ordinal-4280325e', 'http', 'key:43b17cc0');
INSERT INTO public.scores VALUES (6, 'ecd7cc8c7bd34c28986c4460f1128b43', '2026-12-01 01:35:02.026447+00', 'Low', '{"High": 0.012832643689228526, "Medium": 0.36625929034909, "Low": 0.6209080659616822}', '{"income": 90000, "website_visits": null, "property_views": null, "email_opens": null, "time_on_site_minutes": null, "budget_disclosed": null, "inquiry_submitted": null, "location_preference_set": null, "financing_pre_approved": null, "credit_score": null, "age": 45, "contact_attempts": null}', '{"income": -2.150950431823731, "website_visits": -0.24612058154976516, "property_views": -0.24412867341823344, "email_opens": -0.17746628010725923, "time_on_site_minutes": -0.10274530481307391, "budget_disclosed": -0.07565452866303522, "inquiry_submitted": -0.06464990338529437, "location_preference_set": -0.06231711456226354, "financing_pre_approved": 0.05804697770187091, "credit_score": -0.04538110211649261, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[]', '["Low", "High", 0.00014026826713928946, 0.012832643689228526]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (7, '559c095b59694054bb1737ac27775766', '2026-12-01 01:35:02.74553+00', 'Low', '{"High": 0.004887012944240134, "Medium": 0.2485669233029683, "Low": 0.746546063752793}', '{"income": 60000, "property_views": null, "website_visits": null, "email_opens": null, "time_on_site_minutes": null, "inquiry_submitted": null, "budget_disclosed": null, "location_preference_set": null, "credit_score": null, "financing_pre_approved": null, "age": 52, "contact_attempts": null}', '{"income": -3.517029762268065, "property_views": -0.26870862138319995, "website_visits": -0.2684232481787108, "email_opens": -0.1928102152676288, "time_on_site_minutes": -0.11026670400261512, "inquiry_submitted": -0.08628096427359125, "budget_disclosed": -0.07862102871839168, "location_preference_set": -0.0702169846532093, "credit_score": -0.05657827004109216, "financing_pre_approved": 0.041501224440606624, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[]', '["Low", "High", 0.00014026826713928946, 0.004887012944240134]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (8, 'b653ad6420514bc0bccb7ec7ff138b3a', '2026-12-01 01:35:07.64229+00', 'High', '{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}', '{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}', '{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[["time_on_site_minutes", 90, 76, "above"]]', '["High", "High", 0.9997341349321386, 0.9997341349321386]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.scores VALUES (9, '559c095b59694054bb1737ac27775766', '2026-12-01 01:35:07.681298+00', 'Low', '{"High": 0.0001402682671392896, "Medium": 0.12717881887525764, "Low": 0.8726809128576026}', '{"income": 60000, "credit_score": 610, "property_views": null, "website_visits": null, "email_opens": null, "inquiry_submitted": null, "financing_pre_approved": null, "time_on_site_minutes": null, "budget_disclosed": null, "location_preference_set": null, "age": 52, "contact_attempts": null}', '{"income": -3.5170297622680677, "credit_score": -1.0298292636871333, "property_views": -0.1932559465810147, "website_visits": -0.16992933730630366, "email_opens": -0.12148461528503487, "inquiry_submitted": -0.11312282065298328, "financing_pre_approved": -0.10103561269459055, "time_on_site_minutes": -0.09579707857809934, "budget_disclosed": -0.06656460946233846, "location_preference_set": -0.06296869979853179, "age": 0.0, "contact_attempts": 0.0}', -1.8186805248260498, '[]', '["Low", "Medium", 0.00014026826713928946, 0.0001402682671392896]', 'ordinal-4280325e', 'slack', 'U0MAYA');
INSERT INTO public.tellings VALUES ('333bdc491a5b:card', '2026-12-01 01:34:53.907017+00', '2026-12-01 01:34:53.907017+00', 'C0HOTLEADS', '1796088894.031522');
INSERT INTO public.tellings VALUES ('333bdc491a5b:3', '2026-12-01 01:34:55.080211+00', '2026-12-01 01:34:55.080211+00', 'C0HOTLEADS', '1796088895.110839');
INSERT INTO public.tellings VALUES ('72e002410b5e:card', '2026-12-01 01:34:56.558966+00', '2026-12-01 01:34:56.558966+00', 'C0HOTLEADS', '1796088896.767960');
INSERT INTO public.tellings VALUES ('9b9a176fe646:card', '2026-12-01 01:34:57.538007+00', '2026-12-01 01:34:57.538007+00', 'C0HOTLEADS', '1796088897.595334');
INSERT INTO public.tellings VALUES ('9b9a176fe646:3', '2026-12-01 01:34:58.03458+00', '2026-12-01 01:34:58.03458+00', 'C0HOTLEADS', '1796088898.049502');
INSERT INTO public.tellings VALUES ('9b9a176fe646:4', '2026-12-01 01:34:58.469945+00', '2026-12-01 01:34:58.469945+00', 'C0HOTLEADS', '1796088898.509394');
INSERT INTO public.tellings VALUES ('said:Ev1C99EAE0ED:1', '2026-12-01 01:35:01.673301+00', '2026-12-01 01:35:01.673301+00', 'D0MAYA', '1796088902.346198');
INSERT INTO public.tellings VALUES ('said:Ev94611D2F96:1', '2026-12-01 01:35:02.606075+00', '2026-12-01 01:35:02.606075+00', 'D0MAYA', '1796088903.107521');
INSERT INTO public.tellings VALUES ('said:Ev0ED34C11FA:1', '2026-12-01 01:35:07.248099+00', NULL, NULL, NULL);
INSERT INTO public.tellings VALUES ('06520afa4d1a:card', '2026-12-01 01:35:08.48425+00', NULL, NULL, NULL);
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
