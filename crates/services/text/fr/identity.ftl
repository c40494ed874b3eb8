# Se connecter par un fournisseur d’identité
identity-providers = Avec une identité que vous avez déjà
identity-providers-text = Vous y prouvez qui vous êtes, puis revenez ici : la connexion est faite. Aucun code n’est nécessaire.
identity-continue = Continuer avec { $provider }
identity-confirm = Confirmer avec { $provider }
identity-again = Réessayer
identity-other-way = Se connecter autrement
identity-to-account = Vers votre compte
identity-busy = Beaucoup de personnes se connectent en ce moment. Réessayez dans un instant.

identity-title-denied = La connexion n’a pas eu lieu
identity-text-denied = { $provider } indique que vous n’avez pas donné votre accord, ou que vous avez arrêté. Rien n’a été partagé. Vous pouvez réessayer ou vous connecter autrement.
identity-title-low = Une preuve plus sûre est nécessaire
identity-text-low = { $provider } n’a pas prouvé assez sûrement qui vous êtes pour ce que vous voulez faire. Réessayez et choisissez-y le moyen le plus fort, comme votre carte ou son application.
identity-title-stale = Cette connexion est terminée
identity-text-stale = Elle a été commencée dans un autre navigateur, elle a duré trop longtemps, ou elle a déjà servi. Recommencez : rien n’a été changé.
identity-title-unreachable = { $provider } ne répond pas
identity-text-unreachable = Vous n’y êtes pour rien. Réessayez dans quelques minutes, ou connectez-vous autrement.
identity-title-broken = { $provider } n’a pas pu vous connecter
identity-text-broken = Sa réponse n’a pas passé nos vérifications, nous ne l’avons donc pas utilisée. Réessayez. Si cela se répète, prévenez l’office et connectez-vous autrement.
identity-title-taken = Ce compte a une autre identité
identity-text-taken = Deux personnes ne sont jamais mêlées : cette identité de { $provider } mène à un autre compte, ou le vôtre en a une autre. Connectez-vous autrement, et voyez sous Identités dans votre compte.
identity-title-official = Connectez-vous comme d’habitude
identity-text-official = L’adresse que donne { $provider } est celle d’un agent. Par sécurité, les agents lient eux-mêmes leur identité : connectez-vous comme d’habitude, puis liez-la sous Identités dans votre compte.
identity-title-another = C’est une autre identité
identity-text-another = Vous avez prouvé chez { $provider } qui vous êtes, mais avec une identité qui n’appartient pas à ce compte. Rien n’a été changé.

identity-title = Identités
identity-lead = Avec une identité qu’un fournisseur a vérifiée, vous vous connectez sans code, et pouvez faire ce qui demande une preuve plus sûre.
identity-none = Aucune identité n’est encore liée
identity-none-text = Vous vous connectez par un code ou avec une clé d’accès.
identity-yours = Liées à votre compte
identity-add = En lier une autre
identity-add-text = Vous pourrez ensuite vous connecter avec elle aussi.
identity-link = Lier { $provider }
identity-link-title = Lier { $provider }
identity-link-text = Vous allez chez { $provider }, y prouvez qui vous êtes, et revenez ici.
identity-link-shared = Nous gardons que cette identité est la vôtre, sous forme d’un code qui ne dit rien de vous. Ce que vous faites ici n’y est dit à personne.
identity-linked = L’identité a été liée. Vous pouvez désormais vous connecter avec elle.
identity-unlink = Délier
identity-unlinked = L’identité a été déliée.
identity-only-way = Rien d’autre ne mène à votre compte. Ajoutez d’abord une clé d’accès ou une autre identité.

identity-out-title = Votre session est terminée ici
identity-out-text = { $provider } vous connaît peut-être encore sur cet appareil. Si d’autres l’utilisent, déconnectez-vous aussi là-bas.
identity-out-there = Se déconnecter chez { $provider }
identity-out-home = Vers la première page

kind-identity-linked = Une identité est liée à un compte
kind-identity-unlinked = Une identité est déliée
