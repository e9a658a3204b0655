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
INSERT INTO "alert_events" VALUES('e020a814445b',1,'2026-12-01 01:32:01.834602','raised','U0MAYA',NULL,NULL,'2026-12-01 01:32:02.884803');
INSERT INTO "alert_events" VALUES('e020a814445b',2,'2026-12-01 01:32:02.832770','posted',NULL,NULL,NULL,'2026-12-01 01:32:02.885724');
INSERT INTO "alert_events" VALUES('e020a814445b',3,'2026-12-01 01:32:02.949552','claimed','U0JONAS',NULL,NULL,'2026-12-01 01:32:03.177675');
INSERT INTO "alert_events" VALUES('b6f613da78fa',1,'2026-12-01 01:32:03.214159','raised','U0MAYA',NULL,NULL,'2026-12-01 01:32:03.625437');
INSERT INTO "alert_events" VALUES('b6f613da78fa',2,'2026-12-01 01:32:03.594493','posted',NULL,NULL,NULL,'2026-12-01 01:32:03.639308');
INSERT INTO "alert_events" VALUES('fba33d3abe4c',1,'2026-12-01 01:32:03.783565','raised','U0MAYA',NULL,NULL,'2026-12-01 01:32:04.679670');
INSERT INTO "alert_events" VALUES('fba33d3abe4c',2,'2026-12-01 01:32:04.648068','posted',NULL,NULL,NULL,'2026-12-01 01:32:04.680231');
INSERT INTO "alert_events" VALUES('fba33d3abe4c',3,'2026-12-01 01:32:04.716360','claimed','U0JONAS',NULL,NULL,'2026-12-01 01:32:05.247921');
INSERT INTO "alert_events" VALUES('fba33d3abe4c',4,'2026-12-01 01:32:05.260369','contacted','U0JONAS',NULL,NULL,'2026-12-01 01:32:05.755235');
INSERT INTO "alert_events" VALUES('5b3ab5babae1',1,'2026-12-01 01:32:11.988978','raised','U0MAYA',NULL,NULL,NULL);
CREATE TABLE alerts (
	id VARCHAR(32) NOT NULL, 
	lead_id VARCHAR(32) NOT NULL, 
	score_id INTEGER NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	urgency VARCHAR(16) NOT NULL, 
	owner VARCHAR(32), 
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
INSERT INTO "alerts" VALUES('e020a814445b','5b773ae8c70d4a5489ee316205d50076',1,'claimed','on time','U0JONAS',NULL,'U0MAYA','C0HOTLEADS','1796088722.803925',NULL,'2026-12-01 01:32:01.834602','2026-12-01 01:32:02.687222','2026-12-01 01:32:02.949552','2026-12-01 01:32:02.949552',NULL,NULL,NULL,'2027-01-04 18:52:02.949552',NULL,NULL,NULL,1.11495,NULL,0,0,NULL,NULL,NULL,4,4,0);
INSERT INTO "alerts" VALUES('b6f613da78fa','9c453ae6a3dc41b7a16cbbe64ba9bfb2',2,'open','on time',NULL,NULL,'U0MAYA','C0HOTLEADS','1796088723.558689',NULL,'2026-12-01 01:32:03.214159','2026-12-01 01:32:03.542215','2026-12-01 01:32:03.542215',NULL,NULL,NULL,NULL,'2026-12-01 01:42:03.542215',NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,3,3,0);
INSERT INTO "alerts" VALUES('fba33d3abe4c','6353f26791fa47fc8646265515967507',3,'contacted','on time','U0JONAS',NULL,'U0MAYA','C0HOTLEADS','1796088724.630670',NULL,'2026-12-01 01:32:03.783565','2026-12-01 01:32:04.544374','2026-12-01 01:32:04.716360','2026-12-01 01:32:04.716360','2026-12-01 01:32:05.260369',NULL,NULL,NULL,NULL,NULL,NULL,0.932795,1.476804,0,0,NULL,NULL,NULL,5,5,0);
INSERT INTO "alerts" VALUES('5b3ab5babae1','16bbc8b775684f3c834e42516173a149',9,'open','on time',NULL,NULL,'U0MAYA',NULL,NULL,NULL,'2026-12-01 01:32:11.988978','2026-12-01 01:32:12.621237','2026-12-01 01:32:12.621237',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,2,'2026-12-01 01:32:19.834152',NULL,NULL,2,0,0);
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
INSERT INTO "api_keys" VALUES('2b6c391e','crm','27766790130184f409adb13095eb4f8ee73928b44f75245c94fe22d744bdb969','["leads", "metrics", "predict"]','2026-12-01 01:32:07.021572',NULL,'2026-12-01 01:32:07.448894');
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	did VARCHAR(32) NOT NULL, 
	subject VARCHAR(64), 
	note TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "audit" VALUES(1,'2026-12-01 01:32:02.988853','U0JONAS','claim','e020a814445b','U0JONAS');
INSERT INTO "audit" VALUES(2,'2026-12-01 01:32:04.752651','U0JONAS','claim','fba33d3abe4c','U0JONAS');
INSERT INTO "audit" VALUES(3,'2026-12-01 01:32:05.318381','U0JONAS','contacted','fba33d3abe4c','U0JONAS');
INSERT INTO "audit" VALUES(4,'2026-12-01 01:32:08.676431','U0PRIYA','forget','cc7efc5f027242409a2aa5c236d647d4',NULL);
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
	unsaid JSON, 
	ends_at DATETIME NOT NULL, 
	busy_by VARCHAR(16), 
	busy_until DATETIME, 
	PRIMARY KEY (channel, ts), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "conversations" VALUES('D0MAYA','1796088727.590166','c4e387ef17a641a1ad0c2176e09fc05d','{}','[]','credit_score','1796088727.856677','[]',0,'Nora Ilves','["Ev149BB7EC02"]',NULL,'2026-12-02 01:32:07.899278',NULL,NULL);
INSERT INTO "conversations" VALUES('D0MAYA','1796088727.913852','b4003a9ab57844d598b631b16aa1379a','{}','[]','financing_pre_approved',NULL,'[]',0,'Piet Hall','["EvA1C5104283", "EvDD8A84B75A"]','{"key": "EvDD8A84B75A", "messages": [{"text": "Noted: credit score 610.\nLow 75 % \u2192 Low 87 %.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.\nIs financing pre-approved?", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Noted: credit score 610.\nLow 75 % \u2192 Low 87 %.\nWith what is still unknown it could be Low or Medium; the probability of High stays under 1 %.", "emoji": false}}, {"type": "section", "text": {"type": "mrkdwn", "text": "*What would help most:* is financing pre-approved?", "verbatim": true}}, {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Yes", "emoji": false}, "action_id": "answer_question_0", "value": "{\"lead_id\": \"b4003a9ab57844d598b631b16aa1379a\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088727.913852\", \"shareable\": false, \"value\": true}"}, {"type": "button", "text": {"type": "plain_text", "text": "No", "emoji": false}, "action_id": "answer_question_1", "value": "{\"lead_id\": \"b4003a9ab57844d598b631b16aa1379a\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088727.913852\", \"shareable\": false, \"value\": false}"}, {"type": "button", "text": {"type": "plain_text", "text": "Don''t know", "emoji": false}, "action_id": "dont_know", "value": "{\"lead_id\": \"b4003a9ab57844d598b631b16aa1379a\", \"feature\": \"financing_pre_approved\", \"conversation\": \"D0MAYA:1796088727.913852\", \"shareable\": false}"}], "block_id": "question_financing_pre_approved"}], "unfurl_links": false, "unfurl_media": false}], "asks": true, "tells_of": ["b4003a9ab57844d598b631b16aa1379a"]}','2026-12-02 01:32:11.944252',NULL,NULL);
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
INSERT INTO "feedback" VALUES(1,'U0MAYA','too high',NULL,'ordinal-4280325e','2026-12-01 01:32:01.995370');
CREATE TABLE idempotent_answers (
	api_key_id VARCHAR(16) NOT NULL, 
	"key" VARCHAR(255) NOT NULL, 
	body_hash VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	status INTEGER, 
	answer JSON, 
	PRIMARY KEY (api_key_id, "key")
);
INSERT INTO "idempotent_answers" VALUES('2b6c391e','retry-1','1c83fb723f866e4202d701f26207014cb36fe0abe5de88c25ea243522a6b2049','2026-12-01 01:32:07.455561',202,'[{"id": "fb91c5b3941d46dd91a4f0f363faf7a7", "tier": "Low", "confidence": 0.9998}]');
CREATE TABLE lead_keys (
	kind VARCHAR(16) NOT NULL, 
	value TEXT NOT NULL, 
	lead_id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (kind, value), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "lead_keys" VALUES('everything','224281e07013252ff8ebe96682bd7ba09e715b8dec58225235594682c8e1c531','5b773ae8c70d4a5489ee316205d50076');
INSERT INTO "lead_keys" VALUES('everything','9e5f4a29cac4db88d3be6de4fb3e71d8f05ab15efbe2aed4db9221cb7f094197','9c453ae6a3dc41b7a16cbbe64ba9bfb2');
INSERT INTO "lead_keys" VALUES('everything','9d26531186f0dc8e434288eb5753c05a45f1348559a68c8dd4de8656d98ed71c','6353f26791fa47fc8646265515967507');
INSERT INTO "lead_keys" VALUES('external_id','crm-7','fb91c5b3941d46dd91a4f0f363faf7a7');
INSERT INTO "lead_keys" VALUES('everything','86438eff6c5de3dd9252a175df3ec5c758e1f11b87481762c87080677f37824b','c4e387ef17a641a1ad0c2176e09fc05d');
INSERT INTO "lead_keys" VALUES('everything','1bfbb6a8b4e3b800ca613c1c3572dd4b6fd2fa9fc889f86210769ee1518c4a8f','b4003a9ab57844d598b631b16aa1379a');
INSERT INTO "lead_keys" VALUES('everything','9ab56a3b9b21f0411b476916cd49861259a5192e6fccde4f6943f4c6d2f5124b','16bbc8b775684f3c834e42516173a149');
CREATE TABLE lead_messages (
	id INTEGER NOT NULL, 
	lead_id VARCHAR(32) NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	ts VARCHAR(32), 
	file_id VARCHAR(32), 
	PRIMARY KEY (id), 
	FOREIGN KEY(lead_id) REFERENCES leads (id) ON DELETE CASCADE
);
INSERT INTO "lead_messages" VALUES(1,'c4e387ef17a641a1ad0c2176e09fc05d','D0MAYA','1796088727.856677',NULL);
INSERT INTO "lead_messages" VALUES(2,'b4003a9ab57844d598b631b16aa1379a','D0MAYA','1796088728.164287',NULL);
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
INSERT INTO "leads" VALUES('5b773ae8c70d4a5489ee316205d50076','Dana Reyes',NULL,NULL,NULL,NULL,'dana reyes','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:32:01.789853','2026-12-01 01:32:01.789853');
INSERT INTO "leads" VALUES('9c453ae6a3dc41b7a16cbbe64ba9bfb2','Omar Haddad',NULL,NULL,NULL,NULL,'omar haddad','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:32:03.211795','2026-12-01 01:32:03.211795');
INSERT INTO "leads" VALUES('6353f26791fa47fc8646265515967507','Lena Vogel',NULL,NULL,NULL,NULL,'lena vogel','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:32:03.777577','2026-12-01 01:32:03.777577');
INSERT INTO "leads" VALUES('fb91c5b3941d46dd91a4f0f363faf7a7','Sam Okoro',NULL,NULL,NULL,'crm-7','sam okoro crm-7','{"age": 38, "income": 40000, "credit_score": 500, "website_visits": 1, "email_opens": 0, "property_views": 1, "contact_attempts": 1, "time_on_site_minutes": 2, "inquiry_submitted": false, "financing_pre_approved": false, "budget_disclosed": false, "location_preference_set": false}','2026-12-01 01:32:07.473593','2026-12-01 01:32:07.473593');
INSERT INTO "leads" VALUES('c4e387ef17a641a1ad0c2176e09fc05d','Nora Ilves',NULL,NULL,NULL,NULL,'nora ilves','{"age": 45, "income": 90000}','2026-12-01 01:32:07.634632','2026-12-01 01:32:07.634632');
INSERT INTO "leads" VALUES('b4003a9ab57844d598b631b16aa1379a','Piet Hall',NULL,NULL,NULL,NULL,'piet hall','{"age": 52, "income": 60000, "credit_score": 610}','2026-12-01 01:32:08.055427','2026-12-01 01:32:11.816052');
INSERT INTO "leads" VALUES('16bbc8b775684f3c834e42516173a149','Ines Costa',NULL,NULL,NULL,NULL,'ines costa','{"age": 45, "income": 250000, "credit_score": 780, "website_visits": 25, "email_opens": 15, "property_views": 18, "contact_attempts": 5, "time_on_site_minutes": 90, "inquiry_submitted": true, "financing_pre_approved": true, "budget_disclosed": true, "location_preference_set": true}','2026-12-01 01:32:11.968285','2026-12-01 01:32:11.968285');
CREATE TABLE migrations (
	number INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "migrations" VALUES(1,'2026-12-01 01:31:59.338572');
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
CREATE TABLE requests (
	"key" VARCHAR(255) NOT NULL, 
	at DATETIME NOT NULL, 
	answer JSON, 
	PRIMARY KEY ("key")
);
INSERT INTO "requests" VALUES('tidied:2026-12-01','2026-12-01 01:32:01.574986',NULL);
INSERT INTO "requests" VALUES('trigger:1.1796088721.0827cc74d328b4442f240c9e6c26a1b0','2026-12-01 01:32:01.696043','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:2.1796088721.63d3ffeae25a4756301b7661416e672b','2026-12-01 01:32:01.978786','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:3.1796088722.92d0e9048ec8ee2eac59eda3a14099bb','2026-12-01 01:32:02.854164','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:4.1796088723.e8a5ea15e76eb873ada3cf626e1deec4','2026-12-01 01:32:03.198471','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:5.1796088723.a26de114b6f571cca4dfb1c9936f975f','2026-12-01 01:32:03.710268','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:6.1796088724.ec2f36a4ec80deb052a96dd97f2448ff','2026-12-01 01:32:04.688420','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:7.1796088725.ee43282001a7e1f7c662ef200ec29065','2026-12-01 01:32:05.222264','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:8.1796088726.db635abf261e6896bb52a7d058559b03','2026-12-01 01:32:06.373476','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('event:Ev149BB7EC02','2026-12-01 01:32:07.604753','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('event:EvA1C5104283','2026-12-01 01:32:07.917911','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:9.1796088728.ad7d603f8476c9bb709f2c9ab3413dc9','2026-12-01 01:32:08.314291','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:10.1796088728.12e02b9659c47f27e6ac3098c510a3a4','2026-12-01 01:32:08.541386','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
INSERT INTO "requests" VALUES('trigger:11.1796088731.0c1da3867c1c120302d71d7ad91ca820','2026-12-01 01:32:11.792019','{"status": 200, "body": "", "headers": {"content-type": ["text/plain;charset=utf-8"]}}');
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
INSERT INTO "scores" VALUES(1,'5b773ae8c70d4a5489ee316205d50076','2026-12-01 01:32:01.789853','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(2,'9c453ae6a3dc41b7a16cbbe64ba9bfb2','2026-12-01 01:32:03.211795','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(3,'6353f26791fa47fc8646265515967507','2026-12-01 01:32:03.777577','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(5,'fb91c5b3941d46dd91a4f0f363faf7a7','2026-12-01 01:32:07.473593','Low','{"High": 0.00014026826713928946, "Medium": 0.0001, "Low": 0.9997597317328607}','{"income": 40000, "financing_pre_approved": false, "inquiry_submitted": false, "credit_score": 500, "property_views": 1, "location_preference_set": false, "website_visits": 1, "budget_disclosed": false, "email_opens": 0, "time_on_site_minutes": 2, "age": 38, "contact_attempts": 1}','{"income": -3.5170297622680664, "financing_pre_approved": -1.6093381643295288, "inquiry_submitted": -1.2510610818862915, "credit_score": -1.0298292636871338, "property_views": -0.852513313293457, "location_preference_set": -0.8083462715148926, "website_visits": -0.7327364087104797, "budget_disclosed": -0.5890983939170837, "email_opens": -0.4870641827583313, "time_on_site_minutes": -0.1534055769443512, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["website_visits", 1, 2, "below"], ["time_on_site_minutes", 2, 6, "below"]]','["Low", "Low", 0.00014026826713928946, 0.00014026826713928946]','ordinal-4280325e','http','key:2b6c391e');
INSERT INTO "scores" VALUES(6,'c4e387ef17a641a1ad0c2176e09fc05d','2026-12-01 01:32:07.634632','Low','{"High": 0.012832643689228526, "Medium": 0.36625929034909, "Low": 0.6209080659616822}','{"income": 90000, "website_visits": null, "property_views": null, "email_opens": null, "time_on_site_minutes": null, "budget_disclosed": null, "inquiry_submitted": null, "location_preference_set": null, "financing_pre_approved": null, "credit_score": null, "age": 45, "contact_attempts": null}','{"income": -2.150950431823731, "website_visits": -0.24612058154976516, "property_views": -0.24412867341823344, "email_opens": -0.17746628010725923, "time_on_site_minutes": -0.10274530481307391, "budget_disclosed": -0.07565452866303522, "inquiry_submitted": -0.06464990338529437, "location_preference_set": -0.06231711456226354, "financing_pre_approved": 0.05804697770187091, "credit_score": -0.04538110211649261, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[]','["Low", "High", 0.00014026826713928946, 0.012832643689228526]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(7,'b4003a9ab57844d598b631b16aa1379a','2026-12-01 01:32:08.055427','Low','{"High": 0.004887012944240134, "Medium": 0.2485669233029683, "Low": 0.746546063752793}','{"income": 60000, "property_views": null, "website_visits": null, "email_opens": null, "time_on_site_minutes": null, "inquiry_submitted": null, "budget_disclosed": null, "location_preference_set": null, "credit_score": null, "financing_pre_approved": null, "age": 52, "contact_attempts": null}','{"income": -3.517029762268065, "property_views": -0.26870862138319995, "website_visits": -0.2684232481787108, "email_opens": -0.1928102152676288, "time_on_site_minutes": -0.11026670400261512, "inquiry_submitted": -0.08628096427359125, "budget_disclosed": -0.07862102871839168, "location_preference_set": -0.0702169846532093, "credit_score": -0.05657827004109216, "financing_pre_approved": 0.041501224440606624, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[]','["Low", "High", 0.00014026826713928946, 0.004887012944240134]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(8,'b4003a9ab57844d598b631b16aa1379a','2026-12-01 01:32:11.816052','Low','{"High": 0.0001402682671392896, "Medium": 0.12717881887525764, "Low": 0.8726809128576026}','{"income": 60000, "credit_score": 610, "property_views": null, "website_visits": null, "email_opens": null, "inquiry_submitted": null, "financing_pre_approved": null, "time_on_site_minutes": null, "budget_disclosed": null, "location_preference_set": null, "age": 52, "contact_attempts": null}','{"income": -3.5170297622680677, "credit_score": -1.0298292636871333, "property_views": -0.1932559465810147, "website_visits": -0.16992933730630366, "email_opens": -0.12148461528503487, "inquiry_submitted": -0.11312282065298328, "financing_pre_approved": -0.10103561269459055, "time_on_site_minutes": -0.09579707857809934, "budget_disclosed": -0.06656460946233846, "location_preference_set": -0.06296869979853179, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[]','["Low", "Medium", 0.00014026826713928946, 0.0001402682671392896]','ordinal-4280325e','slack','U0MAYA');
INSERT INTO "scores" VALUES(9,'16bbc8b775684f3c834e42516173a149','2026-12-01 01:32:11.968285','High','{"High": 0.9997341349321386, "Medium": 0.0001, "Low": 0.00016586506786138699}','{"credit_score": 780, "inquiry_submitted": true, "financing_pre_approved": true, "income": 250000, "budget_disclosed": true, "location_preference_set": true, "property_views": 18, "website_visits": 25, "email_opens": 15, "time_on_site_minutes": 90, "age": 45, "contact_attempts": 5}','{"credit_score": 2.4921329021453857, "inquiry_submitted": 1.8513989448547363, "financing_pre_approved": 1.5851600170135498, "income": 1.0242631435394287, "budget_disclosed": 0.8557156920433044, "location_preference_set": 0.7225638031959534, "property_views": 0.6711411476135254, "website_visits": 0.43188464641571045, "email_opens": 0.145857572555542, "time_on_site_minutes": 0.1389348804950714, "age": 0.0, "contact_attempts": 0.0}',-1.81868052482604980468e+00,'[["time_on_site_minutes", 90, 76, "above"]]','["High", "High", 0.9997341349321386, 0.9997341349321386]','ordinal-4280325e','slack','U0MAYA');
CREATE TABLE tellings (
	"key" VARCHAR(255) NOT NULL, 
	begun_at DATETIME NOT NULL, 
	done_at DATETIME, 
	channel VARCHAR(32), 
	ts VARCHAR(32), 
	PRIMARY KEY ("key")
);
INSERT INTO "tellings" VALUES('e020a814445b:card','2026-12-01 01:32:02.732219','2026-12-01 01:32:02.732219','C0HOTLEADS','1796088722.803925');
INSERT INTO "tellings" VALUES('e020a814445b:3','2026-12-01 01:32:03.168298','2026-12-01 01:32:03.168298','C0HOTLEADS','1796088723.175364');
INSERT INTO "tellings" VALUES('b6f613da78fa:card','2026-12-01 01:32:03.545655','2026-12-01 01:32:03.545655','C0HOTLEADS','1796088723.558689');
INSERT INTO "tellings" VALUES('fba33d3abe4c:card','2026-12-01 01:32:04.592819','2026-12-01 01:32:04.592819','C0HOTLEADS','1796088724.630670');
INSERT INTO "tellings" VALUES('fba33d3abe4c:3','2026-12-01 01:32:05.188933','2026-12-01 01:32:05.188933','C0HOTLEADS','1796088725.235504');
INSERT INTO "tellings" VALUES('fba33d3abe4c:4','2026-12-01 01:32:05.706047','2026-12-01 01:32:05.706047','C0HOTLEADS','1796088725.730286');
INSERT INTO "tellings" VALUES('said:Ev149BB7EC02:1','2026-12-01 01:32:07.609137','2026-12-01 01:32:07.609137','D0MAYA','1796088727.856677');
INSERT INTO "tellings" VALUES('said:EvA1C5104283:1','2026-12-01 01:32:07.922938','2026-12-01 01:32:07.922938','D0MAYA','1796088728.164287');
INSERT INTO "tellings" VALUES('said:EvDD8A84B75A:1','2026-12-01 01:32:11.686249',NULL,NULL,NULL);
INSERT INTO "tellings" VALUES('5b3ab5babae1:card','2026-12-01 01:32:12.672167',NULL,NULL,NULL);
CREATE INDEX ix_leads_scored_at ON leads (scored_at);
CREATE INDEX ix_requests_at ON requests (at);
CREATE INDEX ix_idempotent_answers_at ON idempotent_answers (at);
CREATE INDEX ix_audit_at ON audit (at);
CREATE INDEX ix_lead_keys_lead_id ON lead_keys (lead_id);
CREATE INDEX scores_by_time ON scores (at, tier);
CREATE INDEX ix_scores_lead_id ON scores (lead_id);
CREATE INDEX scores_by_person ON scores (scored_by, id);
CREATE INDEX ix_alerts_digest_at ON alerts (digest_at);
CREATE INDEX ix_alerts_claimed_at ON alerts (claimed_at);
CREATE INDEX ix_alerts_posted_at ON alerts (posted_at);
CREATE INDEX ix_alerts_retry_at ON alerts (retry_at);
CREATE UNIQUE INDEX one_open_alert_a_lead ON alerts (lead_id) WHERE closed_at IS NULL;
CREATE INDEX ix_alerts_status ON alerts (status);
CREATE INDEX ix_alerts_due_at ON alerts (due_at);
CREATE INDEX ix_alerts_lead_id ON alerts (lead_id);
CREATE INDEX ix_conversations_ends_at ON conversations (ends_at);
CREATE INDEX ix_conversations_lead_id ON conversations (lead_id);
CREATE INDEX ix_lead_messages_lead_id ON lead_messages (lead_id);
CREATE INDEX ix_feedback_at ON feedback (at);
CREATE INDEX alert_events_by_kind ON alert_events (kind, at);
CREATE INDEX ix_alert_events_told_at ON alert_events (told_at);
COMMIT;
