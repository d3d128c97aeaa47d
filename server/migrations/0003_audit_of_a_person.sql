-- Chapter three: what was done to one person's account is read whenever they open the app, so that a
-- one-time code which somebody else had made is never news to nobody.
CREATE INDEX audit_subject ON audit (subject, at);
