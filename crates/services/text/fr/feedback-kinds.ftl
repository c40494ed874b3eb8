# Comment s’appellent les inscriptions sur les avis

kind-feedback-key-made = Une clé qui signe les jetons d’avis a été créée
kind-feedback-token-issued = Un dossier clos a reçu son jeton d’avis
kind-feedback-given = Des réponses sur des dossiers clos ont été inscrites
