BEGIN TRANSACTION;
CREATE TABLE alert_events (
	alert_id VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	"by" VARCHAR(32), 
	"to" TEXT, 
	note TEXT, 
	told_at DATETIME, 
	PRIMARY KEY (alert_id, number), 
	FOREIGN KEY(alert_id) REFERENCES alerts (id) ON DELETE CASCADE
);
INSERT INTO "alert_events" VALUES('f4c2c9ff0920',1,'2026-12-01 01:31:19.759342','raised','U0MAYA',NULL,NULL,'2026-12-01 01:31:20.405698');
INSERT INTO "alert_events" VALUES('f4c2c9ff0920',2,'2026-12-01 01:31:20.400612','posted',NULL,NULL,NULL,'2026-12-01 01:31:20.407125');
INSERT INTO "alert_events" VALUES('f4c2c9ff0920',3,'2026-12-01 01:31:20.424599','claimed','U0JONAS',NULL,NULL,'2026-12-01 01:31:21.011647');
INSERT INTO "alert_events" VALUES('266be28098ff',1,'2026-12-01 01:31:21.259856','raised','U0MAYA',NULL,NULL,'2026-12-01 01:31:22.363405');
INSERT INTO "alert_events" VALUES('266be28098ff',2,'2026-12-01 01:31:22.316000','posted',NULL,NULL,NULL,'2026-12-01 01:31:22.364226');
INSERT INTO "alert_events" VALUES('fbd6640ba38c',1,'2026-12-01 01:31:22.504833','raised','U0MAYA',NULL,NULL,'2026-12-01 01:31:23.449580');
INSERT INTO "alert_events" VALUES('fbd6640ba38c',2,'2026-12-01 01:31:23.419671','posted',NULL,NULL,NULL,'2026-12-01 01:31:23.474882');
INSERT INTO "alert_events" VALUES('fbd6640ba38c',3,'2026-12-01 01:31:23.502742','claimed','U0JONAS',NULL,NULL,'2026-12-01 01:31:23.991820');
INSERT INTO "alert_events" VALUES('fbd6640ba38c',4,'2026-12-01 01:31:24.008762','contacted','U0JONAS',NULL,NULL,'2026-12-01 01:31:24.384745');
INSERT INTO "alert_events" VALUES('059f90b73390',1,'2026-12-01 01:31:32.343758','raised','U0MAYA',NULL,NULL,NULL);
CREATE TABLE alerts (
	id VARCHAR(32) NOT NULL, 
	lead_id VARCHAR(32) NOT NULL, 
	score_id INTEGER NOT NULL, 
	score_before INTEGER, 
	status VARCHAR(16) NOT NULL, 
	urgency VARCHAR(16) NOT NULL, 
	owner VARCHAR(32), 
	given BOOLEAN NOT NULL, 
	asked TEXT, 
	entered_by TEXT NOT NULL, 
	channel VARCHAR(32), 
	ts VARCHAR(32), 
	digest_at DATETIME, 
	raised_at DATETIME NOT NULL, 
	posted_at DATETIME, 
	clock_from DATETIME, 
	claimed_at DATETIME, 
	contacted_at DATETIME, 
	closed_at DATETIME, 
	snoozed_until DATETIME, 
	due_at DATETIME, 
	outcome VARCHAR(16), 
	note TEXT, 
	failure TEXT, 
	claim_seconds FLOAT, 
	contact_seconds FLOAT, 
	tentative BOOLEAN NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry_at DATETIME, 
	busy_by TEXT, 
	busy_until DATETIME, 
	version INTEGER NOT NULL, 
	shown_version INTEGER NOT NULL, 
	listed_version INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "alerts" VALUES('f4c2c9ff0920','2e78005f22a84c8892c24c71499a836d',1,NULL,'claimed','on time','U0JONAS',0,NULL,'U0MAYA','C0HOTLEADS','1796088680.394369',NULL,'2026-12-01 01:31:19.759342','2026-12-01 01:31:20.269883','2026-12-01 01:31:20.424599','2026-12-01 01:31:20.424599',NULL,NULL,NULL,'2027-01-04 18:51:20.424599',NULL,NULL,NULL,0.665257,NULL,0,0,NULL,NULL,NULL,4,4,0);
INSERT INTO "alerts" VALUES('266be28098ff','cbb6a67a6ac14b35814fd78b6b04f4e1',2,NULL,'open','on time',NULL,0,NULL,'U0MAYA','C0HOTLEADS','1796088682.275895',NULL,'2026-12-01 01:31:21.259856','2026-12-01 01:31:22.227441','2026-12-01 01:31:22.227441',NULL,NULL,NULL,NULL,'2026-12-01 01:41:22.227441',NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,3,3,0);
INSERT INTO "alerts" VALUES('fbd6640ba38c','1096535f21584845aaa48e87e5bf2926',3,NULL,'contacted','on time','U0JONAS',0,NULL,'U0MAYA','C0HOTLEADS','1796088683.365149',NULL,'2026-12-01 01:31:22.504833','2026-12-01 01:31:23.260977','2026-12-01 01:31:23.502742','2026-12-01 01:31:23.502742','2026-12-01 01:31:24.008762',NULL,NULL,NULL,NULL,NULL,NULL,0.997909,1.503929,0,0,NULL,NULL,NULL,5,5,0);
INSERT INTO "alerts" VALUES('059f90b73390','4e1bafaa04c9433791a193f5a866f1b2',9,NULL,'open','on time',NULL,0,NULL,'U0MAYA',NULL,NULL,NULL,'2026-12-01 01:31:32.343758','2026-12-01 01:31:33.280190','2026-12-01 01:31:33.280190',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,'2026-12-01 01:31:40.440741',NULL,NULL,2,0,0);
CREATE TABLE api_keys (
	id VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	scopes JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	used_at DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (hash)
);
INSERT INTO "api_keys" VALUES('93f5fc06','crm','36af88c983651e2d348949b7621caa7dec3ef8f4f28cc59b063ecdd4eaff842e','["leads", "metrics", "predict"]','2026-12-01 01:31:26.676178',NULL,'2026-12-01 01:31:27.499940');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	did VARCHAR(32) NOT NULL, 
	subject VARCHAR(64), 
	note TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'2026-12-01 01:31:20.427117','U0JONAS','claim','f4c2c9ff0920','U0JONAS');
INSERT INTO "audit" VALUES(2,'2026-12-01 01:31:23.519160','U0JONAS','claim','fbd6640ba38c','U0JONAS');
INSERT INTO "audit" VALUES(3,'2026-12-01 01:31:24.058945','U0JONAS','contacted','fbd6640ba38c','U0JONAS');
INSERT INTO "audit" VALUES(4,'2026-12-01 01:31:29.125120','U0PRIYA','forget','a86b21926213476f95191536b3913910',NULL);
CREATE TABLE conversations (
	channel VARCHAR(32) NOT NULL, 
	ts VARCHAR(32) NOT NULL, 
	lead_id VARCHAR(32), 
	said JSON NOT NULL, 
	others JSON NOT NULL, 
	asked VARCHAR(64), 
	question_ts VARCHAR(32), 
	skipped JSON NOT NULL, 
	stopped BOOLEAN NOT NULL, 
	title TEXT NOT NULL, 
	heard JSON NOT NULL, 
	said_before JSON NOT NULL, 
	unsaid JSON, 
	ends_at DATETIME NOT NULL, 
	busy_by VARCHAR(16), 
	busy_until DATETIME, 
	PRIMARY KEY (channel, ts), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "conversations" VALUES('D0MAYA','1796088688.175631','5554796159e9471dabf2f3b6c0e66941','{}','[]','credit_score','1796088688.637112','[]',0,'Nora Ilves','["Ev7E55A3D672"]','[]',NULL,'2026-12-02 01:31:28.746766',NULL,NULL);
INSERT INTO "conversations" VALUES('D0MAYA','1796088688.802620','ae94a90aa1fb4c758c359b1fcacf2298','{}','[]','financing_pre_approved',NULL,'[]',0,'Piet Hall','["EvAAED2028B6", "Ev5B8C4D945C"]','[]','{"key": "Ev5B8C4D945C", "messages": [{"text": "Noted: credit score 610.\nPiet Hall: Low 75 % \u2192 Low 87 %, further from High.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.\nIs financing pre-approved?", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Noted: credit score 610.\nPiet Hall: Low 75 % \u2192 Low 87 %, further from High.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.", "emoji": false}}, {"type": "section", "text": {"type": "mrkdwn", "text": "*What would help most:* is financing pre-approved?", "verbatim": true}}, {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Yes", "emoji": false}, "action_id": "answer_question_0", "value": "{\"lead_id\": \"ae94a90aa1fb4c758c359b1fcacf2298\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088688.802620\", \"shareable\": false, \"value\": true}"}, {"type": "button", "text": {"type": "plain_text", "text": "No", "emoji": false}, "action_id": "answer_question_1", "value": "{\"lead_id\": \"ae94a90aa1fb4c758c359b1fcacf2298\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088688.802620\", \"shareable\": false, \"value\": false}"}, {"type": "button", "text": {"type": "plain_text", "text": "Don''t know", "emoji": false}, "action_id": "dont_know", "value": "{\"lead_id\": \"ae94a90aa1fb4c758c359b1fcacf2298\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088688.802620\", \"shareable\": false}"}], "block_id": "question_financing_pre_approved"}], "unfurl_links": false, "unfurl_media": false}], "asks": true, "tells_of": ["ae94a90aa1fb4c758c359b1fcacf2298"]}','2026-12-02 01:31:32.342232',NULL,NULL);
CREATE TABLE feedback (
	score_id INTEGER NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	verdict VARCHAR(16) NOT NULL, 
	reason TEXT, 
	model_version TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (score_id, "by"), 
	FOREIGN KEY(score_id) REFERENCES scores (id) ON DELETE CASCADE
);
INSERT INTO "feedback" VALUES(1,'U0MAYA','too high',NULL,'ordinal-4280325e','2026-12-01 01:31:20.058813');
CREATE TABLE idempotent_answers (
	api_key_id VARCHAR(16) NOT NULL, 
	"key" VARCHAR(255) NOT NULL, 
	body_hash VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	status INTEGER, 
	answer JSON, 
	PRIMARY KEY (api_key_id, "key")
);
INSERT INTO "idempotent_answers" VALUES('93f5fc06','retry-1','1c83fb723f866e4202d701f26207014cb36fe0abe5de88c25ea243522a6b2049','2026-12-01 01:31:27.924798',202,'[{"id": "7caa326777934d6a812b7b05856984a1", "tier": "Low", "confidence": 0.9998}]');
CREATE TABLE lead_keys (
	kind VARCHAR(16) NOT NULL, 
	value TEXT NOT NULL, 
	lead_id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (kind, value), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "lead_keys" VALUES('everything','224281e07013252ff8ebe96682bd7ba09e715b8dec58225235594682c8e1c531','2e78005f22a84c8892c24c71499a836d');
INSERT INTO "lead_keys" VALUES('everything','9e5f4a29cac4db88d3be6de4fb3e71d8f05ab15efbe2aed4db9221cb7f094197','cbb6a67a6ac14b35814fd78b6b04f4e1');
INSERT INTO "lead_keys" VALUES('everything','9d26531186f0dc8e434288eb5753c05a45f1348559a68c8dd4de8656d98ed71c','1096535f21584845aaa48e87e5bf2926');
INSERT INTO "lead_keys" VALUES('external_id','crm-7','7caa326777934d6a812b7b05856984a1');
INSERT INTO "lead_keys" VALUES('everything','86438eff6c5de3dd9252a175df3ec5c758e1f11b87481762c87080677f37824b','5554796159e9471dabf2f3b6c0e66941');
INSERT INTO "lead_keys" VALUES('everything','1bfbb6a8b4e3b800ca613c1c3572dd4b6fd2fa9fc889f86210769ee1518c4a8f','ae94a90aa1fb4c758c359b1fcacf2298');
INSERT INTO "lead_keys" VALUES('everything','9ab56a3b9b21f0411b476916cd49861259a5192e6fccde4f6943f4c6d2f5124b','4e1bafaa04c9433791a193f5a866f1b2');
CREATE TABLE lead_messages (
	id INTEGER NOT NULL, 
	lead_id VARCHAR(32) NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	ts VARCHAR(32) NOT NULL, 
	file_id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "lead_messages" VALUES(1,'5554796159e9471dabf2f3b6c0e66941','D0MAYA','1796088688.637112','');
INSERT INTO "lead_messages" VALUES(2,'ae94a90aa1fb4c758c359b1fcacf2298','D0MAYA','1796088689.040717','');
CREATE TABLE leads (
	id VARCHAR(32) NOT NULL, 
	name TEXT, 
	company TEXT, 
	email TEXT, 
	phone TEXT, 
	external_id TEXT, 
	words TEXT NOT NULL, 
	features JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	scored_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "leads" VALUES('2e78005f22a84c8892c24c71499a836d','Dana Reyes',NULL,NULL,NULL,NULL,'dana reyes','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:31:19.682570','2026-12-01 01:31:19.682570');
INSERT INTO "leads" VALUES('cbb6a67a6ac14b35814fd78b6b04f4e1','Omar Haddad',NULL,NULL,NULL,NULL,'omar haddad','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:31:21.204294','2026-12-01 01:31:21.204294');
INSERT INTO "leads" VALUES('1096535f21584845aaa48e87e5bf2926','Lena Vogel',NULL,NULL,NULL,NULL,'lena vogel','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:31:22.503463','2026-12-01 01:31:22.503463');
INSERT INTO "leads" VALUES('7caa326777934d6a812b7b05856984a1','Sam Okoro',NULL,NULL,NULL,'crm-7','sam okoro crm-7','{"age": 38, "income": 40000, "credit_score": 500, "website_visits": 1, "email_opens": 0, "property_views": 1, "contact_attempts": 1, "time_on_site_minutes": 2, "inquiry_submitted": false, "financing_pre_approved": false, "budget_disclosed": false, "location_preference_set": false}','2026-12-01 01:31:27.929302','2026-12-01 01:31:27.929302');
INSERT INTO "leads" VALUES('5554796159e9471dabf2f3b6c0e66941','Nora Ilves',NULL,NULL,NULL,NULL,'nora ilves','{"age": 45, "income": 90000}','2026-12-01 01:31:28.257029','2026-12-01 01:31:28.257029');
INSERT INTO "leads" VALUES('ae94a90aa1fb4c758c359b1fcacf2298','Piet Hall',NULL,NULL,NULL,NULL,'piet hall','{"age": 52, "income": 60000, "credit_score": 610}','2026-12-01 01:31:29.014525','2026-12-01 01:31:32.279369');
INSERT INTO "leads" VALUES('4e1bafaa04c9433791a193f5a866f1b2','Ines Costa',NULL,NULL,NULL,NULL,'ines costa','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:31:32.332272','2026-12-01 01:31:32.332272');
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'2026-12-01 01:31:16.943675');
CREATE TABLE pauses (
	id INTEGER NOT NULL, 
	begins DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	"by" VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE people (
	user_id VARCHAR(32) NOT NULL, 
	away_until DATETIME, 
	PRIMARY KEY (user_id)
);
CREATE TABLE removals (
	channel VARCHAR(32) NOT NULL, 
	ts VARCHAR(32) NOT NULL, 
	file_id VARCHAR(32) NOT NULL, 
	"key" VARCHAR(255) NOT NULL, 
	since DATETIME NOT NULL, 
	try_at DATETIME NOT NULL, 
	refusal TEXT, 
	PRIMARY KEY (channel, ts, file_id, "key")
);
INSERT INTO "removals" VALUES('C0HOTLEADS','1796088686.583831','','','2026-12-01 01:31:29.125120','2026-12-01 01:41:29.125120',NULL);
CREATE TABLE requests (
	"key" VARCHAR(255) NOT NULL, 
	at DATETIME NOT NULL, 
	answer JSON, 
	PRIMARY KEY ("key")
);
INSERT INTO "requests" VALUES('tidied:2026-12-01','2026-12-01 01:31:19.236273',NULL);
INSERT INTO "requests" VALUES('trigger:1.1796088679.f743e77bae95d07596cdd879f487e00d','2026-12-01 01:31:19.452800','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:2.1796088680.cd57eab3cefee992b1698bc67ade2d7c','2026-12-01 01:31:20.024230','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:3.1796088680.438a3fd12ec56d8f82d063f2f19a4c06','2026-12-01 01:31:20.419748','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:4.1796088681.2972d59cbe3d4b8f276e98c2707c157b','2026-12-01 01:31:21.006122','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:5.1796088682.88f621f29c6edd379bdc611b8a8a4cfe','2026-12-01 01:31:22.426554','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:6.1796088683.7955f5662799e0beb0d7efca4ccf9229','2026-12-01 01:31:23.418717','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:7.1796088683.09dcf0261d2f63cac14c531e4b879ec7','2026-12-01 01:31:23.966503','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:8.1796088685.295fca421b281b11673aa82dc584a565','2026-12-01 01:31:25.097286','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('event:Ev7E55A3D672','2026-12-01 01:31:28.214753','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('event:EvAAED2028B6','2026-12-01 01:31:28.822825','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:9.1796088689.00ec126bca015fe2c96399f1bccac78e','2026-12-01 01:31:29.073721','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:10.1796088689.9d78a8d39d8c2c7d9db552274f71d08c','2026-12-01 01:31:29.121557','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:11.1796088692.2c4ee5b2dfc25a40be24dc6acb5b6e7e','2026-12-01 01:31:32.287103','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
CREATE TABLE scores (
	id INTEGER NOT NULL, 
	lead_id VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	tier VARCHAR(16) NOT NULL, 
	probabilities JSON NOT NULL, 
	features JSON NOT NULL, 
	contributions JSON NOT NULL, 
	base FLOAT NOT NULL, 
	beyond JSON NOT NULL, 
	range JSON NOT NULL, 
	model_version TEXT NOT NULL, 
	source VARCHAR(16) NOT NULL, 
	scored_by TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "scores" VALUES(1,'2e78005f22a84c8892c24c71499a836d','2026-12-01 01:31:19.682570','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(2,'cbb6a67a6ac14b35814fd78b6b04f4e1','2026-12-01 01:31:21.204294','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(3,'1096535f21584845aaa48e87e5bf2926','2026-12-01 01:31:22.503463','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(5,'7caa326777934d6a812b7b05856984a1','2026-12-01 01:31:27.929302','Low','{"High": 0.00014026826713928946, "Medium": 0.0001, "Low": 0.9997597317328607}','{"income": 40000, "financing_pre_approved": false, "inquiry_submitted": false, "credit_score": 500, "property_views": 1, "location_preference_set": false, "website_visits": 1, "budget_disclosed": false, "email_opens": 0, "time_on_site_minutes": 2, "age": 38, "contact_attempts": 1}','{"income": -3.5170297622680664, "financing_pre_approved": -1.6093381643295288, "inquiry_submitted": -1.2510610818862915, "credit_score": -1.0298292636871338, "property_views": -0.852513313293457, "location_preference_set": -0.8083462715148926, "website_visits": -0.7327364087104797, "budget_disclosed": -0.5890983939170837, "email_opens": -0.4870641827583313, "time_on_site_minutes": -0.1534055769443512, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["website_visits", 1, 2, "below"], ["time_on_site_minutes", 2, 6, "below"]]','["Low", "Low", 0.00014026826713928946, 0.00014026826713928946]','ordinal-4280325e','http','key:93f5fc06');
INSERT INTO "scores" VALUES(6,'5554796159e9471dabf2f3b6c0e66941','2026-12-01 01:31:28.257029','Low','{"High": 0.012832643689228526, "Medium": 0.36625929034909, "Low": 0.6209080659616822}','{"income": 90000, "website_visits": null, "property_views": null, "email_opens": null, "time_on_site_minutes": null, "budget_disclosed": null, "inquiry_submitted": null, "location_preference_set": null, "financing_pre_approved": null, "credit_score": null, "age": 45, "contact_attempts": null}','{"income": -2.150950431823731, "website_visits": -0.24612058154976516, "property_views": -0.24412867341823344, "email_opens": -0.17746628010725923, "time_on_site_minutes": -0.10274530481307391, "budget_disclosed": -0.07565452866303522, "inquiry_submitted": -0.06464990338529437, "location_preference_set": -0.06231711456226354, "financing_pre_approved": 0.05804697770187091, "credit_score": -0.04538110211649261, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[]','["Low", "High", 0.00014026826713928946, 0.012832643689228526]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(7,'ae94a90aa1fb4c758c359b1fcacf2298','2026-12-01 01:31:29.014525','Low','{"High": 0.004887012944240134, "Medium": 0.2485669233029683, "Low": 0.746546063752793}','{"income": 60000, "property_views": null, "website_visits": null, "email_opens": null, "time_on_site_minutes": null, "inquiry_submitted": null, "budget_disclosed": null, "location_preference_set": null, "credit_score": null, "financing_pre_approved": null, "age": 52, "contact_attempts": null}','{"income": -3.517029762268065, "property_views": -0.26870862138319995, "website_visits": -0.2684232481787108, "email_opens": -0.1928102152676288, "time_on_site_minutes": -0.11026670400261512, "inquiry_submitted": -0.08628096427359125, "budget_disclosed": -0.07862102871839168, "location_preference_set": -0.0702169846532093, "credit_score": -0.05657827004109216, "financing_pre_approved": 0.041501224440606624, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[]','["Low", "High", 0.00014026826713928946, 0.004887012944240134]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(8,'ae94a90aa1fb4c758c359b1fcacf2298','2026-12-01 01:31:32.279369','Low','{"High": 0.0001402682671392896, "Medium": 0.12717881887525764, "Low": 0.8726809128576026}','{"income": 60000, "credit_score": 610, "property_views": null, "website_visits": null, "email_opens": null, "inquiry_submitted": null, "financing_pre_approved": null, "time_on_site_minutes": null, "budget_disclosed": null, "location_preference_set": null, "age": 52, "contact_attempts": null}','{"income": -3.5170297622680677, "credit_score": -1.0298292636871333, "property_views": -0.1932559465810147, "website_visits": -0.16992933730630366, "email_opens": -0.12148461528503487, "inquiry_submitted": -0.11312282065298328, "financing_pre_approved": -0.10103561269459055, "time_on_site_minutes": -0.09579707857809934, "budget_disclosed": -0.06656460946233846, "location_preference_set": -0.06296869979853179, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[]','["Low", "Medium", 0.00014026826713928946, 0.0001402682671392896]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(9,'4e1bafaa04c9433791a193f5a866f1b2','2026-12-01 01:31:32.332272','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
CREATE TABLE tellings (
	"key" VARCHAR(255) NOT NULL, 
	begun_at DATETIME NOT NULL, 
	done_at DATETIME, 
	channel VARCHAR(32), 
	ts VARCHAR(32), 
	tells_of JSON, 
	PRIMARY KEY ("key")
);
INSERT INTO "tellings" VALUES('f4c2c9ff0920:card','2026-12-01 01:31:20.278083','2026-12-01 01:31:20.278083','C0HOTLEADS','1796088680.394369','[]');
INSERT INTO "tellings" VALUES('f4c2c9ff0920:3','2026-12-01 01:31:20.933637','2026-12-01 01:31:20.933637','C0HOTLEADS','1796088680.991430','[]');
INSERT INTO "tellings" VALUES('266be28098ff:card','2026-12-01 01:31:22.231531','2026-12-01 01:31:22.231531','C0HOTLEADS','1796088682.275895','[]');
INSERT INTO "tellings" VALUES('fbd6640ba38c:card','2026-12-01 01:31:23.277724','2026-12-01 01:31:23.277724','C0HOTLEADS','1796088683.365149','[]');
INSERT INTO "tellings" VALUES('fbd6640ba38c:3','2026-12-01 01:31:23.943027','2026-12-01 01:31:23.943027','C0HOTLEADS','1796088683.987581','[]');
INSERT INTO "tellings" VALUES('fbd6640ba38c:4','2026-12-01 01:31:24.343871','2026-12-01 01:31:24.343871','C0HOTLEADS','1796088684.367101','[]');
INSERT INTO "tellings" VALUES('said:Ev7E55A3D672:1','2026-12-01 01:31:28.226731','2026-12-01 01:31:28.226731','D0MAYA','1796088688.637112','[]');
INSERT INTO "tellings" VALUES('said:EvAAED2028B6:1','2026-12-01 01:31:28.872162','2026-12-01 01:31:28.872162','D0MAYA','1796088689.040717','[]');
INSERT INTO "tellings" VALUES('said:Ev5B8C4D945C:1','2026-12-01 01:31:32.206892',NULL,NULL,NULL,'[]');
INSERT INTO "tellings" VALUES('059f90b73390:card','2026-12-01 01:31:33.316205',NULL,NULL,NULL,'[]');
CREATE INDEX ix_leads_scored_at ON leads (scored_at);
CREATE INDEX ix_removals_try_at ON removals (try_at);
CREATE INDEX ix_requests_at ON requests (at);
CREATE INDEX ix_idempotent_answers_at ON idempotent_answers (at);
CREATE INDEX ix_audit_at ON audit (at);
CREATE INDEX ix_lead_keys_lead_id ON lead_keys (lead_id);
CREATE INDEX scores_by_person ON scores (scored_by, id);
CREATE INDEX scores_by_time ON scores (at, tier);
CREATE INDEX ix_scores_lead_id ON scores (lead_id);
CREATE INDEX ix_alerts_lead_id ON alerts (lead_id);
CREATE INDEX ix_alerts_claimed_at ON alerts (claimed_at);
CREATE INDEX ix_alerts_posted_at ON alerts (posted_at);
CREATE INDEX ix_alerts_status ON alerts (status);
CREATE INDEX ix_alerts_retry_at ON alerts (retry_at);
CREATE INDEX ix_alerts_due_at ON alerts (due_at);
CREATE UNIQUE INDEX one_open_alert_a_lead ON alerts (lead_id) WHERE closed_at IS NULL;
CREATE INDEX ix_alerts_digest_at ON alerts (digest_at);
CREATE INDEX ix_conversations_ends_at ON conversations (ends_at);
CREATE INDEX ix_conversations_lead_id ON conversations (lead_id);
CREATE INDEX ix_lead_messages_lead_id ON lead_messages (lead_id);
CREATE INDEX ix_feedback_at ON feedback (at);
CREATE INDEX ix_alert_events_told_at ON alert_events (told_at);
CREATE INDEX alert_events_by_kind ON alert_events (kind, at);
COMMIT;
