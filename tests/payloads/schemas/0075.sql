BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	external_id VARCHAR(128) NOT NULL, 
	secret_hash VARCHAR(64), 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, closed_at DATETIME, ends_at DATETIME, confirmed_at DATETIME, waits BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_account_channel_external_id UNIQUE (channel, external_id)
);
CREATE TABLE activity (
	id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	title VARCHAR(100) NOT NULL, 
	held_on DATE NOT NULL, 
	place VARCHAR(100) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	audience VARCHAR(32), 
	holder VARCHAR(32), 
	holder_id INTEGER, 
	person_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, sort VARCHAR(32), domain VARCHAR(32), begins INTEGER, finishes INTEGER, capacity INTEGER, closes_on DATE, door_code VARCHAR(8), summary TEXT DEFAULT '' NOT NULL, photos JSON DEFAULT '[]' NOT NULL, slot_minutes INTEGER, changes INTEGER DEFAULT '0' NOT NULL, photos_agreed JSON DEFAULT '[]' NOT NULL, photos_released JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_activity PRIMARY KEY (id), 
	CONSTRAINT fk_activity_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE activity_support (
	id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	source VARCHAR(60) NOT NULL, 
	amount NUMERIC(12, 2), 
	goods VARCHAR(100) NOT NULL, 
	used_for VARCHAR(100) NOT NULL, 
	left_over NUMERIC(12, 2), 
	told_at DATETIME NOT NULL, 
	CONSTRAINT pk_activity_support PRIMARY KEY (id), 
	CONSTRAINT fk_activity_support_activity_id FOREIGN KEY(activity_id) REFERENCES activity (id), 
	CONSTRAINT fk_activity_support_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE agreement (
	id INTEGER NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	form VARCHAR(32) NOT NULL, 
	times VARCHAR(100) NOT NULL, 
	offered_on DATE NOT NULL, 
	signed_on DATE NOT NULL, 
	content BLOB, 
	file_name VARCHAR(120) NOT NULL, 
	CONSTRAINT pk_agreement PRIMARY KEY (id), 
	CONSTRAINT fk_agreement_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualification (id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0075');
CREATE TABLE applicant_invitation (
	id INTEGER NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	unit VARCHAR(100) NOT NULL, 
	phone BLOB, 
	region VARCHAR(6) NOT NULL, 
	issued_by INTEGER NOT NULL, 
	issued_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	person_id INTEGER, 
	CONSTRAINT pk_applicant_invitation PRIMARY KEY (id), 
	CONSTRAINT fk_applicant_invitation_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT fk_applicant_invitation_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_applicant_invitation_code_hash UNIQUE (code_hash)
);
CREATE TABLE application (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	pack VARCHAR(32) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	unit VARCHAR(100) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	domains JSON NOT NULL, 
	category VARCHAR(32), 
	papers JSON NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	submitted_at DATETIME NOT NULL, 
	published_on DATE, 
	publicity_ends DATE, 
	decided_at DATETIME, phone_index BLOB, phone_tail BLOB, "phone" BLOB, "answers" BLOB DEFAULT (x'') NOT NULL, passed_on DATE, 
	CONSTRAINT pk_application PRIMARY KEY (id), 
	CONSTRAINT fk_application_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE appointment (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	by_expert BOOLEAN NOT NULL, 
	words BLOB NOT NULL, 
	place BLOB NOT NULL, 
	link BLOB NOT NULL, 
	online BOOLEAN NOT NULL, 
	starts_at DATETIME NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_appointment PRIMARY KEY (id), 
	CONSTRAINT fk_appointment_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_appointment_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT fk_appointment_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE attendance (
	id INTEGER NOT NULL, 
	activity_id INTEGER NOT NULL, 
	holder VARCHAR(32) NOT NULL, 
	holder_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	changed_at DATETIME NOT NULL, part VARCHAR(32) DEFAULT 'guest' NOT NULL, stars INTEGER, slot INTEGER, 
	CONSTRAINT pk_attendance PRIMARY KEY (id), 
	CONSTRAINT fk_attendance_activity_id FOREIGN KEY(activity_id) REFERENCES activity (id), 
	CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_attendance_activity_id_holder_holder_id UNIQUE (activity_id, holder, holder_id)
);
CREATE TABLE audit (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	person_id INTEGER, 
	deed VARCHAR(32) NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	detail JSON NOT NULL, words BLOB, salt BLOB, 
	CONSTRAINT pk_audit PRIMARY KEY (id), 
	CONSTRAINT fk_audit_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE audit_batch (
	last INTEGER NOT NULL, 
	first INTEGER NOT NULL, 
	link BLOB NOT NULL, 
	sealed_at DATETIME NOT NULL, 
	CONSTRAINT pk_audit_batch PRIMARY KEY (last)
);
CREATE TABLE audit_link (
	place INTEGER NOT NULL, 
	audit_id INTEGER NOT NULL, 
	words_hash BLOB NOT NULL, 
	link BLOB NOT NULL, 
	CONSTRAINT pk_audit_link PRIMARY KEY (place), 
	CONSTRAINT fk_audit_link_audit_id FOREIGN KEY(audit_id) REFERENCES audit (id), 
	CONSTRAINT uq_audit_link_audit_id UNIQUE (audit_id)
);
CREATE TABLE bind_code (
	id INTEGER NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	person_id INTEGER NOT NULL, 
	issued_by INTEGER NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_bind_code PRIMARY KEY (id), 
	CONSTRAINT fk_bind_code_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT fk_bind_code_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_bind_code_code_hash UNIQUE (code_hash)
);
CREATE TABLE campaign (
	id INTEGER NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	first DATE NOT NULL, 
	last DATE NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, counts JSON DEFAULT '{}' NOT NULL, 
	CONSTRAINT pk_campaign PRIMARY KEY (id), 
	CONSTRAINT fk_campaign_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE chat_line (
	id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	by_expert BOOLEAN NOT NULL, 
	text BLOB NOT NULL, 
	taken_back BOOLEAN DEFAULT 0 NOT NULL, 
	said_at DATETIME NOT NULL, file_key VARCHAR(43), 
	CONSTRAINT pk_chat_line PRIMARY KEY (id), 
	CONSTRAINT fk_chat_line_chat_id FOREIGN KEY(chat_id) REFERENCES service_chat (id), 
	CONSTRAINT fk_chat_line_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE clerk_code (
	id INTEGER NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	station_id INTEGER NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	issued_by INTEGER NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_clerk_code PRIMARY KEY (id), 
	CONSTRAINT fk_clerk_code_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_clerk_code_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT uq_clerk_code_code_hash UNIQUE (code_hash)
);
CREATE TABLE commendation (
	id INTEGER NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	arithmetic VARCHAR NOT NULL, 
	person_id INTEGER NOT NULL, 
	commended_at DATETIME NOT NULL, 
	CONSTRAINT pk_commendation PRIMARY KEY (id), 
	CONSTRAINT fk_commendation_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualification (id), 
	CONSTRAINT fk_commendation_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_commendation_qualification_id_year UNIQUE (qualification_id, year)
);
CREATE TABLE conferral (
	id INTEGER NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	what VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	until DATE NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_conferral PRIMARY KEY (id), 
	CONSTRAINT fk_conferral_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualification (id)
);
CREATE TABLE confirmation (
	id INTEGER NOT NULL, 
	diary_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	stars INTEGER, 
	hours NUMERIC(6, 2), 
	asked_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_confirmation PRIMARY KEY (id), 
	CONSTRAINT fk_confirmation_diary_id FOREIGN KEY(diary_id) REFERENCES diary (id), 
	CONSTRAINT fk_confirmation_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_confirmation_diary_id UNIQUE (diary_id)
);
CREATE TABLE contact_link (
	id INTEGER NOT NULL, 
	diary_id INTEGER NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	issued_by INTEGER NOT NULL, 
	issued_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	answer VARCHAR(32), 
	stars INTEGER, 
	hours NUMERIC(6, 2), 
	CONSTRAINT pk_contact_link PRIMARY KEY (id), 
	CONSTRAINT fk_contact_link_diary_id FOREIGN KEY(diary_id) REFERENCES diary (id), 
	CONSTRAINT fk_contact_link_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT uq_contact_link_code_hash UNIQUE (code_hash)
);
CREATE TABLE course (
	id INTEGER NOT NULL, 
	title VARCHAR(100) NOT NULL, 
	link VARCHAR(300) NOT NULL, 
	domain VARCHAR(32), 
	region VARCHAR(6), 
	state VARCHAR(32) NOT NULL, 
	views INTEGER DEFAULT '0' NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_course PRIMARY KEY (id), 
	CONSTRAINT fk_course_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE credential (
	person_id INTEGER NOT NULL, 
	login VARCHAR(50) NOT NULL, 
	password BLOB NOT NULL, 
	secret BLOB NOT NULL, 
	last_step INTEGER DEFAULT '0' NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_credential PRIMARY KEY (person_id), 
	CONSTRAINT fk_credential_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_credential_login UNIQUE (login)
);
CREATE TABLE credit (
	channel VARCHAR(32) NOT NULL, 
	account VARCHAR(128) NOT NULL, 
	kind VARCHAR(100) NOT NULL, 
	"left" INTEGER NOT NULL, 
	until DATETIME, 
	CONSTRAINT pk_credit PRIMARY KEY (channel, account, kind)
);
CREATE TABLE desk_act (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	deed VARCHAR(32) NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	"before" JSON NOT NULL, 
	messages JSON NOT NULL, 
	run_id INTEGER, 
	done_at DATETIME NOT NULL, 
	undone_at DATETIME, 
	CONSTRAINT pk_desk_act PRIMARY KEY (id), 
	CONSTRAINT fk_desk_act_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE desk_row (
	id INTEGER NOT NULL, 
	run_id INTEGER NOT NULL, 
	subject_id INTEGER NOT NULL, 
	target INTEGER, 
	state VARCHAR(32) NOT NULL, 
	code VARCHAR(32), 
	CONSTRAINT pk_desk_row PRIMARY KEY (id), 
	CONSTRAINT fk_desk_row_run_id FOREIGN KEY(run_id) REFERENCES desk_run (id)
);
CREATE TABLE desk_run (
	id INTEGER NOT NULL, 
	token VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	page VARCHAR(32) NOT NULL, 
	deed VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	frozen_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_desk_run PRIMARY KEY (id), 
	CONSTRAINT fk_desk_run_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_desk_run_token UNIQUE (token)
);
CREATE TABLE dialogue (
	person_id INTEGER NOT NULL, 
	last_seq INTEGER NOT NULL, 
	seen_seq INTEGER NOT NULL, 
	held BOOLEAN NOT NULL, 
	updated_at DATETIME NOT NULL, forms JSON DEFAULT '[]' NOT NULL, case_id INTEGER, "state" BLOB DEFAULT (x'') NOT NULL, 
	CONSTRAINT pk_dialogue PRIMARY KEY (person_id), 
	CONSTRAINT fk_dialogue_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE diary (
	id INTEGER NOT NULL, 
	holder VARCHAR(32) NOT NULL, 
	holder_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	need_id INTEGER, 
	served_on DATE NOT NULL, 
	hours NUMERIC(6, 2) NOT NULL, 
	enterprises INTEGER NOT NULL, 
	names JSON NOT NULL, 
	domains JSON NOT NULL, 
	form VARCHAR(32), 
	region VARCHAR(6), 
	state VARCHAR(32) NOT NULL, 
	replaces_id INTEGER, 
	recorded_at DATETIME NOT NULL, 
	closed_at DATETIME, times JSON DEFAULT '[]' NOT NULL, kind VARCHAR(32), "outcome" BLOB DEFAULT (x'') NOT NULL, "result" BLOB DEFAULT (x'') NOT NULL, activity_id INTEGER, 
	CONSTRAINT pk_diary PRIMARY KEY (id), 
	CONSTRAINT fk_diary_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_diary_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_diary_replaces_id FOREIGN KEY(replaces_id) REFERENCES diary (id)
);
CREATE TABLE diary_review (
	id INTEGER NOT NULL, 
	diary_id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	case_id INTEGER, 
	text BLOB NOT NULL, 
	answer BLOB NOT NULL, 
	said_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_diary_review PRIMARY KEY (id), 
	CONSTRAINT fk_diary_review_diary_id FOREIGN KEY(diary_id) REFERENCES diary (id), 
	CONSTRAINT fk_diary_review_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_diary_review_case_id FOREIGN KEY(case_id) REFERENCES filed_case (id)
);
CREATE TABLE "enterprise" (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	region VARCHAR(6), 
	focus JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	claims INTEGER, 
	vouched BOOLEAN DEFAULT 1 NOT NULL, trade VARCHAR(32), trade_asked BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_enterprise PRIMARY KEY (id), 
	CONSTRAINT fk_enterprise_claims FOREIGN KEY(claims) REFERENCES enterprise (id)
);
CREATE TABLE entry_link (
	id INTEGER NOT NULL, 
	link_hash VARCHAR(64) NOT NULL, 
	person_id INTEGER NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_entry_link PRIMARY KEY (id), 
	CONSTRAINT fk_entry_link_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_entry_link_link_hash UNIQUE (link_hash)
);
CREATE TABLE erasure (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	asked_at DATETIME NOT NULL, 
	erased_at DATETIME, 
	done_at DATETIME, 
	words BLOB NOT NULL, 
	"table" VARCHAR(32) NOT NULL, 
	"after" JSON NOT NULL, 
	CONSTRAINT pk_erasure PRIMARY KEY (id), 
	CONSTRAINT fk_erasure_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE expert (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	unit VARCHAR(100) NOT NULL, 
	domains JSON NOT NULL, 
	specialities VARCHAR(500) NOT NULL, 
	region VARCHAR(6), 
	capacity INTEGER NOT NULL, 
	load INTEGER NOT NULL, away_until DATE, quiet VARCHAR(7) DEFAULT '' NOT NULL, away_from DATE, traits JSON DEFAULT '[]' NOT NULL, calling VARCHAR(32), retired BOOLEAN, 
	CONSTRAINT pk_expert PRIMARY KEY (id), 
	CONSTRAINT fk_expert_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_expert_person_id UNIQUE (person_id)
);
CREATE TABLE expert_change (
	id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	stamp INTEGER NOT NULL, 
	CONSTRAINT pk_expert_change PRIMARY KEY (id), 
	CONSTRAINT fk_expert_change_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE figure_report (
	id INTEGER NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	up_to DATE NOT NULL, 
	figures JSON NOT NULL, 
	person_id INTEGER NOT NULL, 
	reported_at DATETIME NOT NULL, 
	CONSTRAINT pk_figure_report PRIMARY KEY (id), 
	CONSTRAINT fk_figure_report_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE file (
	"key" VARCHAR(43) NOT NULL, 
	account_id INTEGER NOT NULL, 
	media_type VARCHAR(50) NOT NULL, 
	content BLOB NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_file PRIMARY KEY ("key"), 
	CONSTRAINT fk_file_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE filed_case (
	id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	about VARCHAR(32), 
	person_id INTEGER NOT NULL, 
	application_id INTEGER, 
	against VARCHAR(100) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	filed_at DATETIME NOT NULL, 
	decided_at DATETIME, staff_id INTEGER, taken_at DATETIME, "text" BLOB DEFAULT (x'') NOT NULL, sum NUMERIC(10, 2), repaid_at DATETIME, 
	CONSTRAINT pk_filed_case PRIMARY KEY (id), 
	CONSTRAINT fk_filed_case_application_id FOREIGN KEY(application_id) REFERENCES application (id), 
	CONSTRAINT fk_filed_case_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE filing (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	was VARCHAR(32) NOT NULL, 
	domain VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, "text" BLOB DEFAULT (x'') NOT NULL, 
	CONSTRAINT pk_filing PRIMARY KEY (id), 
	CONSTRAINT fk_filing_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_filing_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE import_batch (
	id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	person_id INTEGER, 
	reviewer_id INTEGER, 
	region VARCHAR(6) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	ground VARCHAR NOT NULL, 
	included BOOLEAN NOT NULL, 
	headings JSON NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	scan VARCHAR(43), 
	created_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_import_batch PRIMARY KEY (id), 
	CONSTRAINT fk_import_batch_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_import_batch_reviewer_id FOREIGN KEY(reviewer_id) REFERENCES person (id), 
	CONSTRAINT fk_import_batch_scan FOREIGN KEY(scan) REFERENCES file ("key")
);
CREATE TABLE import_row (
	id INTEGER NOT NULL, 
	batch_id INTEGER NOT NULL, 
	sheet VARCHAR(100) NOT NULL, 
	number INTEGER NOT NULL, 
	verdict VARCHAR(32) NOT NULL, 
	why VARCHAR NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	made JSON NOT NULL, 
	noted INTEGER NOT NULL, "cells" BLOB DEFAULT (x'') NOT NULL, "values" BLOB DEFAULT (x'') NOT NULL, "before" BLOB DEFAULT (x'') NOT NULL, "after" BLOB DEFAULT (x'') NOT NULL, 
	CONSTRAINT pk_import_row PRIMARY KEY (id), 
	CONSTRAINT fk_import_row_batch_id FOREIGN KEY(batch_id) REFERENCES import_batch (id)
);
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	channel VARCHAR(32) NOT NULL, 
	external_id VARCHAR(128) NOT NULL, 
	account_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	error_id VARCHAR(12), 
	received_at DATETIME NOT NULL, move VARCHAR(32), intent VARCHAR(32), sure BOOLEAN, message_id VARCHAR(128), written_at DATETIME, "body" BLOB DEFAULT (x'') NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT fk_inbox_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT uq_inbox_channel_external_id UNIQUE (channel, external_id)
);
CREATE TABLE invitation (
	id INTEGER NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	enterprise_id INTEGER NOT NULL, 
	issued_by INTEGER NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT fk_invitation_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id), 
	CONSTRAINT fk_invitation_issued_by FOREIGN KEY(issued_by) REFERENCES person (id), 
	CONSTRAINT uq_invitation_code_hash UNIQUE (code_hash)
);
CREATE TABLE issued_paper (
	id INTEGER NOT NULL, 
	number VARCHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	first DATE NOT NULL, 
	last DATE, 
	hours VARCHAR(16) NOT NULL, 
	token VARCHAR(600) NOT NULL, 
	content BLOB NOT NULL, 
	file_name VARCHAR(120) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	replaced_by VARCHAR(32) NOT NULL, 
	issued_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_issued_paper PRIMARY KEY (id), 
	CONSTRAINT fk_issued_paper_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualification (id), 
	CONSTRAINT uq_issued_paper_number UNIQUE (number)
);
CREATE TABLE ledger (
	bucket BLOB NOT NULL, 
	tokens FLOAT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_ledger PRIMARY KEY (bucket)
);
CREATE TABLE mailing (
	id INTEGER NOT NULL, 
	what VARCHAR(32) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	address BLOB NOT NULL, 
	file_key VARCHAR(43) NOT NULL, 
	file_name VARCHAR(120) NOT NULL, 
	person_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	settled_at DATETIME, 
	CONSTRAINT pk_mailing PRIMARY KEY (id), 
	CONSTRAINT fk_mailing_file_key FOREIGN KEY(file_key) REFERENCES file ("key"), 
	CONSTRAINT fk_mailing_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE major_event (
	id INTEGER NOT NULL, 
	title VARCHAR(60) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	policies VARCHAR(500) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_major_event PRIMARY KEY (id), 
	CONSTRAINT fk_major_event_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE need (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	enterprise_id INTEGER NOT NULL, 
	domain VARCHAR(32) NOT NULL, 
	also JSON NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	urgent BOOLEAN NOT NULL, 
	form VARCHAR(32), 
	focus JSON NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	expert_id INTEGER, 
	created_at DATETIME NOT NULL, 
	accepted_at DATETIME, 
	served_at DATETIME, prefers JSON DEFAULT '[]' NOT NULL, "text" BLOB DEFAULT (x'') NOT NULL, waits_for INTEGER, waits_until DATETIME, contacted_at DATETIME, track VARCHAR(32), major_event_id INTEGER, unsolved_at DATETIME, answer_by DATETIME, contact_by DATETIME, review_by DATETIME, follow_up VARCHAR(32), followed_up_at DATETIME, 
	CONSTRAINT pk_need PRIMARY KEY (id), 
	CONSTRAINT fk_need_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id), 
	CONSTRAINT fk_need_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT fk_need_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE need_team (
	need_id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	leader_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	sent_at DATETIME NOT NULL, 
	CONSTRAINT pk_need_team PRIMARY KEY (need_id), 
	CONSTRAINT fk_need_team_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_need_team_team_id FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_need_team_leader_id FOREIGN KEY(leader_id) REFERENCES expert (id), 
	CONSTRAINT fk_need_team_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE offer (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	score DOUBLE NOT NULL, 
	reasons JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	answered_at DATETIME, phrase VARCHAR(100), unskilled BOOLEAN DEFAULT 0 NOT NULL, given_back INTEGER DEFAULT '0' NOT NULL, "decline_reason" BLOB, "terms" BLOB, 
	CONSTRAINT pk_offer PRIMARY KEY (id), 
	CONSTRAINT fk_offer_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT fk_offer_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT uq_offer_need_id_expert_id UNIQUE (need_id, expert_id)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	account_id INTEGER, 
	inbox_id INTEGER, 
	"key" VARCHAR(100), 
	kind VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	seq INTEGER, 
	urgent BOOLEAN NOT NULL, 
	due_at DATETIME NOT NULL, 
	created_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	reason VARCHAR(100), tries INTEGER DEFAULT '0' NOT NULL, closed JSON, lead_id INTEGER, message_id VARCHAR(128), caused_by INTEGER, "facts" BLOB DEFAULT (x'') NOT NULL, "shown" BLOB, written_by VARCHAR(32), trace VARCHAR(12), 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT fk_outbox_account_id FOREIGN KEY(account_id) REFERENCES account (id), 
	CONSTRAINT fk_outbox_inbox_id FOREIGN KEY(inbox_id) REFERENCES inbox (id), 
	CONSTRAINT fk_outbox_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_outbox_key UNIQUE ("key")
);
CREATE TABLE paper_series (
	prefix VARCHAR(32) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	CONSTRAINT pk_paper_series PRIMARY KEY (prefix, kind, year)
);
CREATE TABLE "person" (
	id INTEGER NOT NULL, 
	name VARCHAR(50) NOT NULL, 
	enterprise_id INTEGER, 
	consented_at DATETIME, 
	created_at DATETIME NOT NULL, 
	room_of INTEGER, phone_verified BOOLEAN DEFAULT 1 NOT NULL, reminded VARCHAR(32) DEFAULT 'usual' NOT NULL, firm_role VARCHAR(32) DEFAULT 'owner' NOT NULL, phone_index BLOB, phone_tail BLOB, "phone" BLOB, "email" BLOB, papers_consented_at DATETIME, phone_since DATETIME, phone_settles_at DATETIME, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT fk_person_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id), 
	CONSTRAINT fk_person_room_of FOREIGN KEY(room_of) REFERENCES person (id)
);
CREATE TABLE phone_code (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	phone_index BLOB NOT NULL, 
	code_hash VARCHAR(64) NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	created_at DATETIME NOT NULL, 
	used_at DATETIME, message_id VARCHAR(100), arrived BOOLEAN, 
	CONSTRAINT pk_phone_code PRIMARY KEY (id), 
	CONSTRAINT fk_phone_code_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);
CREATE TABLE phrase_vector (
	digest BLOB NOT NULL, 
	vector BLOB NOT NULL, 
	CONSTRAINT pk_phrase_vector PRIMARY KEY (digest)
);
CREATE TABLE protection (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	arranged_at DATETIME, "text" BLOB DEFAULT (x'') NOT NULL, "answer" BLOB DEFAULT (x'') NOT NULL, 
	CONSTRAINT pk_protection PRIMARY KEY (id), 
	CONSTRAINT fk_protection_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_protection_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE qualification (
	id INTEGER NOT NULL, 
	holder VARCHAR(32) NOT NULL, 
	holder_id INTEGER NOT NULL, 
	pack VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	certified_on DATE NOT NULL, 
	until DATE NOT NULL, next_due DATE DEFAULT '0001-01-01' NOT NULL, silent_since DATE, registered_on DATE, awaits_training BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_qualification PRIMARY KEY (id), 
	CONSTRAINT uq_qualification_holder_holder_id_pack UNIQUE (holder, holder_id, pack)
);
CREATE TABLE rating (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	stars INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, effect INTEGER, "comment" BLOB, lasting INTEGER, 
	CONSTRAINT pk_rating PRIMARY KEY (id), 
	CONSTRAINT fk_rating_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT fk_rating_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT uq_rating_need_id UNIQUE (need_id)
);
CREATE TABLE recruitment (
	id INTEGER NOT NULL, 
	pack VARCHAR(32) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	notice VARCHAR(200) NOT NULL, 
	closes DATE NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	opened_at DATETIME NOT NULL, kind VARCHAR(32), 
	CONSTRAINT pk_recruitment PRIMARY KEY (id), 
	CONSTRAINT fk_recruitment_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE referral (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	body BLOB NOT NULL, 
	helped INTEGER, 
	referred_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_referral PRIMARY KEY (id), 
	CONSTRAINT fk_referral_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_referral_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_referral_need_id UNIQUE (need_id)
);
CREATE TABLE refusal (
	id INTEGER NOT NULL, 
	enterprise_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_refusal PRIMARY KEY (id), 
	CONSTRAINT fk_refusal_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id), 
	CONSTRAINT fk_refusal_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT uq_refusal_enterprise_id_expert_id UNIQUE (enterprise_id, expert_id)
);
CREATE TABLE renewal (
	id INTEGER NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	until DATE NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_at DATETIME, 
	CONSTRAINT pk_renewal PRIMARY KEY (id), 
	CONSTRAINT fk_renewal_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualification (id), 
	CONSTRAINT uq_renewal_qualification_id_until UNIQUE (qualification_id, until)
);
CREATE TABLE room (
	id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	seats INTEGER, 
	equipment VARCHAR(100) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_room PRIMARY KEY (id), 
	CONSTRAINT fk_room_station_id FOREIGN KEY(station_id) REFERENCES station (id)
);
CREATE TABLE room_request (
	id INTEGER NOT NULL, 
	room_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	held_on DATE NOT NULL, 
	hour VARCHAR(40) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_room_request PRIMARY KEY (id), 
	CONSTRAINT fk_room_request_room_id FOREIGN KEY(room_id) REFERENCES room (id), 
	CONSTRAINT fk_room_request_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE saved_view (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	page VARCHAR(32) NOT NULL, 
	name BLOB NOT NULL, 
	"query" BLOB NOT NULL, 
	region VARCHAR(6), 
	saved_at DATETIME NOT NULL, 
	CONSTRAINT pk_saved_view PRIMARY KEY (id), 
	CONSTRAINT fk_saved_view_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE search_term (
	term VARCHAR(8) NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	CONSTRAINT pk_search_term PRIMARY KEY (term, kind, subject_id)
);
CREATE TABLE service_chat (
	id INTEGER NOT NULL, 
	need_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	opened_at DATETIME NOT NULL, 
	last_at DATETIME NOT NULL, 
	expert_at DATETIME, 
	firm_at DATETIME, 
	last_by_expert BOOLEAN NOT NULL, 
	ended_at DATETIME, 
	ended_by INTEGER, closed BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_service_chat PRIMARY KEY (id), 
	CONSTRAINT fk_service_chat_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_service_chat_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT fk_service_chat_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE service_item (
	id INTEGER NOT NULL, 
	title VARCHAR(30) NOT NULL, 
	text VARCHAR(300) NOT NULL, 
	domain VARCHAR(32), 
	region VARCHAR(6) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_service_item PRIMARY KEY (id), 
	CONSTRAINT fk_service_item_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE setting (
	id INTEGER NOT NULL, 
	name VARCHAR(32) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	value JSON, 
	person_id INTEGER NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (id), 
	CONSTRAINT fk_setting_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE signing_key (
	id INTEGER NOT NULL, 
	public VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, "private" BLOB, 
	CONSTRAINT pk_signing_key PRIMARY KEY (id), 
	CONSTRAINT uq_signing_key_public UNIQUE (public)
);
CREATE TABLE staff (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	jurisdiction VARCHAR(6) NOT NULL, roles JSON DEFAULT '["reviewer", "operator"]' NOT NULL, digest VARCHAR(32) DEFAULT 'daily' NOT NULL, digest_empty BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_staff PRIMARY KEY (id), 
	CONSTRAINT fk_staff_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_staff_person_id UNIQUE (person_id)
);
CREATE TABLE staff_decision (
	id INTEGER NOT NULL, 
	subject VARCHAR(32) NOT NULL, 
	subject_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	deed VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	ground VARCHAR NOT NULL, 
	year INTEGER, 
	against BOOLEAN NOT NULL, 
	alone BOOLEAN NOT NULL, 
	reason BLOB NOT NULL, 
	dossier BLOB NOT NULL, 
	"before" JSON NOT NULL, 
	proposed_by INTEGER NOT NULL, 
	proposed_at DATETIME NOT NULL, 
	confirmed_by INTEGER, 
	decided_at DATETIME, 
	appeal_until DATE, 
	closed_at DATETIME, 
	CONSTRAINT pk_staff_decision PRIMARY KEY (id), 
	CONSTRAINT fk_staff_decision_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_staff_decision_proposed_by FOREIGN KEY(proposed_by) REFERENCES person (id), 
	CONSTRAINT fk_staff_decision_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES person (id)
);
CREATE TABLE station (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	region VARCHAR(6), 
	"address" BLOB DEFAULT (x'') NOT NULL, needs_told_at DATETIME, 
	CONSTRAINT pk_station PRIMARY KEY (id), 
	CONSTRAINT fk_station_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_station_person_id UNIQUE (person_id)
);
CREATE TABLE station_clerk (
	id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	invited_by INTEGER NOT NULL, 
	joined_at DATETIME NOT NULL, 
	CONSTRAINT pk_station_clerk PRIMARY KEY (id), 
	CONSTRAINT fk_station_clerk_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_station_clerk_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_station_clerk_invited_by FOREIGN KEY(invited_by) REFERENCES person (id), 
	CONSTRAINT uq_station_clerk_person_id UNIQUE (person_id)
);
CREATE TABLE station_expert (
	id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	by_phone BOOLEAN NOT NULL, 
	asked_by INTEGER NOT NULL, 
	asked_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	reminded_at DATETIME, 
	CONSTRAINT pk_station_expert PRIMARY KEY (id), 
	CONSTRAINT fk_station_expert_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_station_expert_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT fk_station_expert_asked_by FOREIGN KEY(asked_by) REFERENCES person (id), 
	CONSTRAINT uq_station_expert_station_id_expert_id UNIQUE (station_id, expert_id)
);
CREATE TABLE station_request (
	id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	text VARCHAR(200) NOT NULL, 
	wanted_on DATE, 
	state VARCHAR(32) NOT NULL, 
	answer VARCHAR(200) NOT NULL, 
	asked_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_station_request PRIMARY KEY (id), 
	CONSTRAINT fk_station_request_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT fk_station_request_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE story (
	id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	activity_id INTEGER, 
	need_id INTEGER, 
	region VARCHAR(6) NOT NULL, 
	title BLOB NOT NULL, 
	text BLOB NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	released_at DATETIME, 
	CONSTRAINT pk_story PRIMARY KEY (id), 
	CONSTRAINT fk_story_activity_id FOREIGN KEY(activity_id) REFERENCES activity (id), 
	CONSTRAINT fk_story_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_story_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE story_consent (
	id INTEGER NOT NULL, 
	story_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	side VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_story_consent PRIMARY KEY (id), 
	CONSTRAINT fk_story_consent_story_id FOREIGN KEY(story_id) REFERENCES story (id), 
	CONSTRAINT fk_story_consent_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_story_consent_story_id_person_id UNIQUE (story_id, person_id)
);
CREATE TABLE sweep (
	name VARCHAR(32) NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_sweep PRIMARY KEY (name)
);
CREATE TABLE system_entry (
	id INTEGER NOT NULL, 
	holder VARCHAR(32) NOT NULL, 
	holder_id INTEGER NOT NULL, 
	number BLOB NOT NULL, 
	entered_on DATE NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_system_entry PRIMARY KEY (id), 
	CONSTRAINT fk_system_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_system_entry_holder_holder_id UNIQUE (holder, holder_id)
);
CREATE TABLE task (
	id INTEGER NOT NULL, 
	text VARCHAR(500) NOT NULL, 
	due_on DATE NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	audience VARCHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT fk_task_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE task_answer (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_task_answer PRIMARY KEY (id), 
	CONSTRAINT fk_task_answer_task_id FOREIGN KEY(task_id) REFERENCES task (id), 
	CONSTRAINT fk_task_answer_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_task_answer_task_id_person_id UNIQUE (task_id, person_id)
);
CREATE TABLE team (
	id INTEGER NOT NULL, 
	name VARCHAR(30) NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	person_id INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	closed_at DATETIME, 
	CONSTRAINT pk_team PRIMARY KEY (id), 
	CONSTRAINT fk_team_person_id FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE TABLE team_commendation (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	sums VARCHAR(100) NOT NULL, 
	person_id INTEGER NOT NULL, 
	commended_at DATETIME NOT NULL, 
	CONSTRAINT pk_team_commendation PRIMARY KEY (id), 
	CONSTRAINT fk_team_commendation_team_id FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_team_commendation_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_team_commendation_team_id_year UNIQUE (team_id, year)
);
CREATE TABLE team_member (
	id INTEGER NOT NULL, 
	team_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	joined_at DATETIME NOT NULL, 
	CONSTRAINT pk_team_member PRIMARY KEY (id), 
	CONSTRAINT fk_team_member_team_id FOREIGN KEY(team_id) REFERENCES team (id), 
	CONSTRAINT fk_team_member_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id), 
	CONSTRAINT uq_team_member_team_id_expert_id UNIQUE (team_id, expert_id)
);
CREATE TABLE trade_demand (
	case_id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	trade VARCHAR(32) NOT NULL, 
	firms INTEGER NOT NULL, 
	CONSTRAINT pk_trade_demand PRIMARY KEY (case_id), 
	CONSTRAINT fk_trade_demand_case_id FOREIGN KEY(case_id) REFERENCES filed_case (id), 
	CONSTRAINT fk_trade_demand_station_id FOREIGN KEY(station_id) REFERENCES station (id)
);
CREATE TABLE vendor_token (
	name VARCHAR(100) NOT NULL, 
	expires_at DATETIME NOT NULL, 
	leased_until DATETIME NOT NULL, "token" BLOB DEFAULT (x'') NOT NULL, 
	CONSTRAINT pk_vendor_token PRIMARY KEY (name)
);
CREATE TABLE visit_need (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	contact_id INTEGER, 
	code_hash VARCHAR(64) NOT NULL, 
	enterprise VARCHAR(100) NOT NULL, 
	text BLOB NOT NULL, 
	phone BLOB NOT NULL, 
	domain VARCHAR(32) NOT NULL, 
	also JSON NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	urgent BOOLEAN NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	need_id INTEGER, 
	asked_at DATETIME NOT NULL, 
	answered_at DATETIME, 
	CONSTRAINT pk_visit_need PRIMARY KEY (id), 
	CONSTRAINT fk_visit_need_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_visit_need_contact_id FOREIGN KEY(contact_id) REFERENCES person (id), 
	CONSTRAINT fk_visit_need_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT uq_visit_need_code_hash UNIQUE (code_hash)
);
CREATE TABLE warning (
	id INTEGER NOT NULL, 
	qualification_id INTEGER NOT NULL, 
	silent_since DATE NOT NULL, 
	due_on DATE NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	reason VARCHAR NOT NULL, 
	decided_at DATETIME, 
	CONSTRAINT pk_warning PRIMARY KEY (id), 
	CONSTRAINT fk_warning_qualification_id FOREIGN KEY(qualification_id) REFERENCES qualification (id), 
	CONSTRAINT uq_warning_qualification_id_silent_since UNIQUE (qualification_id, silent_since)
);
CREATE TABLE wish (
	need_id INTEGER NOT NULL, 
	expert_id INTEGER NOT NULL, 
	CONSTRAINT pk_wish PRIMARY KEY (need_id), 
	CONSTRAINT fk_wish_need_id FOREIGN KEY(need_id) REFERENCES need (id), 
	CONSTRAINT fk_wish_expert_id FOREIGN KEY(expert_id) REFERENCES expert (id)
);
CREATE TABLE year_closing (
	id INTEGER NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	pack VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	closed_at DATETIME NOT NULL, 
	CONSTRAINT pk_year_closing PRIMARY KEY (id), 
	CONSTRAINT fk_year_closing_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_year_closing_region_pack_year UNIQUE (region, pack, year)
);
CREATE TABLE year_paper (
	id INTEGER NOT NULL, 
	station_id INTEGER NOT NULL, 
	what VARCHAR(32) NOT NULL, 
	year INTEGER NOT NULL, 
	handed_in_at DATETIME NOT NULL, "text" BLOB DEFAULT (x'') NOT NULL, remark BLOB, returned_at DATETIME, 
	CONSTRAINT pk_year_paper PRIMARY KEY (id), 
	CONSTRAINT fk_year_paper_station_id FOREIGN KEY(station_id) REFERENCES station (id), 
	CONSTRAINT uq_year_paper_station_id_what_year UNIQUE (station_id, what, year)
);
CREATE TABLE yearly_goal (
	id INTEGER NOT NULL, 
	region VARCHAR(6) NOT NULL, 
	year INTEGER NOT NULL, 
	measure VARCHAR(32) NOT NULL, 
	target INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	set_at DATETIME NOT NULL, 
	CONSTRAINT pk_yearly_goal PRIMARY KEY (id), 
	CONSTRAINT fk_yearly_goal_person_id FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT uq_yearly_goal_region_year_measure UNIQUE (region, year, measure)
);
CREATE INDEX ix_qualification_holder ON qualification (holder, holder_id);
CREATE INDEX ix_account_person_id ON account (person_id);
CREATE INDEX ix_audit_subject ON audit (subject, subject_id);
CREATE INDEX ix_dialogue_held ON dialogue (held);
CREATE INDEX ix_file_account_id ON file (account_id);
CREATE INDEX ix_inbox_account_id_seq ON inbox (account_id, seq);
CREATE INDEX ix_need_enterprise_id ON need (enterprise_id);
CREATE INDEX ix_need_expert_id ON need (expert_id);
CREATE INDEX ix_need_person_id ON need (person_id);
CREATE INDEX ix_need_state_region ON need (state, region);
CREATE INDEX ix_diary_holder ON diary (holder, holder_id, served_on);
CREATE INDEX ix_diary_need_id ON diary (need_id);
CREATE INDEX ix_offer_expert_id_state ON offer (expert_id, state);
CREATE INDEX ix_offer_state_expires_at ON offer (state, expires_at);
CREATE INDEX ix_outbox_inbox_id ON outbox (inbox_id);
CREATE INDEX ix_outbox_person_id_seq ON outbox (person_id, seq);
CREATE INDEX ix_outbox_state_due_at ON outbox (state, due_at);
CREATE INDEX ix_rating_expert_id ON rating (expert_id);
CREATE INDEX ix_conferral_qualification_id ON conferral (qualification_id);
CREATE INDEX ix_renewal_state ON renewal (state);
CREATE INDEX ix_warning_state ON warning (state);
CREATE INDEX ix_application_name ON application (name);
CREATE INDEX ix_application_person_id ON application (person_id);
CREATE INDEX ix_application_state_publicity_ends ON application (state, publicity_ends);
CREATE INDEX ix_bind_code_person_id ON bind_code (person_id);
CREATE INDEX ix_filed_case_application_id ON filed_case (application_id);
CREATE INDEX ix_filed_case_person_id ON filed_case (person_id);
CREATE INDEX ix_filed_case_state_kind ON filed_case (state, kind);
CREATE INDEX ix_outbox_person_id_state ON outbox (person_id, state);
CREATE INDEX ix_qualification_holder_next_due ON qualification (holder, next_due);
CREATE INDEX ix_qualification_state_silent_since ON qualification (state, silent_since);
CREATE INDEX ix_need_state_accepted_at ON need (state, accepted_at);
CREATE INDEX ix_need_state_served_at ON need (state, served_at);
CREATE INDEX ix_activity_holder ON activity (holder, holder_id, held_on);
CREATE INDEX ix_activity_kind_state_held_on ON activity (kind, state, held_on);
CREATE INDEX ix_attendance_holder ON attendance (holder, holder_id);
CREATE INDEX ix_outbox_lead_id ON outbox (lead_id);
CREATE INDEX ix_protection_need_id ON protection (need_id);
CREATE INDEX ix_protection_state ON protection (state);
CREATE INDEX ix_person_enterprise_id ON person (enterprise_id);
CREATE INDEX ix_person_room_of ON person (room_of);
CREATE INDEX ix_outbox_account_id_message_id ON outbox (account_id, message_id);
CREATE INDEX ix_outbox_caused_by ON outbox (caused_by);
CREATE INDEX ix_import_batch_digest ON import_batch (digest);
CREATE INDEX ix_import_batch_state ON import_batch (state);
CREATE INDEX ix_import_row_batch_id_state ON import_row (batch_id, state);
CREATE INDEX ix_issued_paper_qualification_id ON issued_paper (qualification_id, kind);
CREATE INDEX ix_enterprise_name ON enterprise (name);
CREATE INDEX ix_enterprise_claims ON enterprise (claims);
CREATE INDEX ix_invitation_enterprise_id ON invitation (enterprise_id);
CREATE INDEX ix_person_phone_index ON person (phone_index);
CREATE INDEX ix_person_phone_tail ON person (phone_tail);
CREATE INDEX ix_application_phone_index ON application (phone_index);
CREATE INDEX ix_application_phone_tail ON application (phone_tail);
CREATE INDEX ix_erasure_person_id ON erasure (person_id);
CREATE INDEX ix_erasure_done_at ON erasure (done_at);
CREATE INDEX ix_phone_code_account_id ON phone_code (account_id);
CREATE INDEX ix_phone_code_phone_index ON phone_code (phone_index);
CREATE INDEX ix_phone_code_created_at ON phone_code (created_at);
CREATE INDEX ix_account_ends_at ON account (ends_at);
CREATE INDEX ix_entry_link_person_id ON entry_link (person_id);
CREATE INDEX ix_agreement_qualification_id ON agreement (qualification_id);
CREATE INDEX ix_mailing_state ON mailing (state);
CREATE INDEX ix_staff_decision_person_id ON staff_decision (person_id);
CREATE INDEX ix_staff_decision_subject ON staff_decision (subject, subject_id);
CREATE INDEX ix_staff_decision_state ON staff_decision (state, region);
CREATE INDEX ix_diary_review_diary_id ON diary_review (diary_id);
CREATE INDEX ix_diary_review_person_id ON diary_review (person_id);
CREATE INDEX ix_diary_review_case_id ON diary_review (case_id);
CREATE INDEX ix_need_waits_until ON need (waits_until);
CREATE INDEX ix_applicant_invitation_person_id ON applicant_invitation (person_id);
CREATE INDEX ix_appointment_need_id ON appointment (need_id);
CREATE INDEX ix_appointment_state_starts_at ON appointment (state, starts_at);
CREATE INDEX ix_confirmation_person_id ON confirmation (person_id);
CREATE INDEX ix_referral_referred_at ON referral (referred_at);
CREATE UNIQUE INDEX uq_diary_activity_holder ON diary (activity_id, holder, holder_id) WHERE state IN ('recorded', 'held') AND activity_id IS NOT NULL;
CREATE INDEX ix_activity_support_activity_id ON activity_support (activity_id);
CREATE INDEX ix_desk_act_person_id ON desk_act (person_id);
CREATE INDEX ix_desk_act_run_id ON desk_act (run_id);
CREATE INDEX ix_saved_view_page_person_id ON saved_view (page, person_id);
CREATE INDEX ix_saved_view_person_id ON saved_view (person_id);
CREATE INDEX ix_desk_run_person_id ON desk_run (person_id);
CREATE INDEX ix_desk_row_run_id_state ON desk_row (run_id, state);
CREATE INDEX ix_search_term_subject ON search_term (kind, subject_id);
CREATE INDEX ix_activity_region ON activity (region);
CREATE INDEX ix_application_region ON application (region);
CREATE INDEX ix_enterprise_region ON enterprise (region);
CREATE INDEX ix_expert_region ON expert (region);
CREATE INDEX ix_filed_case_region ON filed_case (region);
CREATE INDEX ix_need_region ON need (region);
CREATE INDEX ix_station_region ON station (region);
CREATE INDEX ix_task_due_on ON task (due_on);
CREATE INDEX ix_room_station_id ON room (station_id);
CREATE INDEX ix_room_request_room_id ON room_request (room_id);
CREATE INDEX ix_need_major_event_id ON need (major_event_id);
CREATE INDEX ix_service_chat_expert_id_last_at ON service_chat (expert_id, last_at);
CREATE INDEX ix_service_chat_person_id_last_at ON service_chat (person_id, last_at);
CREATE INDEX ix_service_chat_need_id ON service_chat (need_id);
CREATE INDEX ix_service_chat_last_at ON service_chat (last_at);
CREATE INDEX ix_chat_line_chat_id ON chat_line (chat_id);
CREATE INDEX ix_chat_line_person_id ON chat_line (person_id);
CREATE INDEX ix_team_region ON team (region);
CREATE INDEX ix_team_member_expert_id ON team_member (expert_id);
CREATE INDEX ix_story_region ON story (region);
CREATE INDEX ix_story_state ON story (state);
CREATE INDEX ix_story_consent_person_id ON story_consent (person_id);
CREATE INDEX ix_need_contact_by ON need (contact_by);
CREATE INDEX ix_visit_need_person_id ON visit_need (person_id);
CREATE INDEX ix_visit_need_contact_id ON visit_need (contact_id);
CREATE INDEX ix_visit_need_state_asked_at ON visit_need (state, asked_at);
CREATE INDEX ix_station_clerk_station_id ON station_clerk (station_id);
CREATE INDEX ix_clerk_code_station_id ON clerk_code (station_id);
CREATE INDEX ix_station_request_station_id ON station_request (station_id);
CREATE INDEX ix_station_request_expert_id ON station_request (expert_id);
CREATE INDEX ix_chat_line_file_key ON chat_line (file_key);
CREATE INDEX ix_setting_name_key ON setting (name, "key");
CREATE INDEX ix_person_name ON person (name);
CREATE INDEX ix_expert_unit ON expert (unit);
CREATE INDEX ix_station_name ON station (name);
CREATE INDEX ix_qualification_holder_state_until ON qualification (holder, state, until);
CREATE INDEX ix_diary_person_id ON diary (person_id);
CREATE INDEX ix_diary_unusual ON diary (state) WHERE state != 'recorded';
CREATE INDEX ix_station_expert_expert_id ON station_expert (expert_id);
CREATE INDEX ix_contact_link_diary_id ON contact_link (diary_id);
CREATE INDEX ix_contact_link_issued_by ON contact_link (issued_by);
COMMIT;
