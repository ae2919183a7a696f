"""What is read in most conversations, word for word: to read again whenever the catalogs change."""

QUESTION = "Quelle est votre question? Elle peut commencer par « Comment »."
TOOL = "S'il y a un outil, qui s'en sert?"
LANGUAGE = "Dans quelle langue dois-je vous écrire?"
COMMUNITY = "De quelle communauté parlons-nous?"
CHANGE_IT = "Pour la changer, écrivez la nouvelle. Pour la laisser telle quelle, écrivez « annuler »."
FIELDS = (
    "Ma question: [Comment …] / S'il y a un outil, qui s'en sert? (optional)"
    " /   ( ) Moi ( ) Mes élèves aussi ( ) Je ne sais pas encore ( ) Pas d'outil"
)

UNTIL = "À essayer en classe d'ici le vendredi 31 octobre."
KEPT = "C'est gardé. / > {} / " + UNTIL
KEPT_EN = "Your challenge is kept. / > {} / To try in class by Friday, October 31."
CHANGED = "C'est changé. / > {} / " + UNTIL
SET_ASIDE = "Je mets de côté {}, là où vous en étiez. Écrivez « reprendre » quand vous voudrez."
CANCELLED = "C'est annulé. Ce qui était déjà gardé reste gardé."
NOTHING = "Rien n'est en cours. Voici ce qui est possible."
NOT_UNDERSTOOD = "Je n'ai pas compris, et je préfère ne pas deviner. Rien n'a été envoyé."
NOT_FOR_YOU = (
    "Ce n'est pas possible ici, ou ne l'est plus. Rien n'a changé. Écrivez « aide » pour voir ce qui est possible."
)
STILL_QUESTION = "Est-ce pour la question de votre défi?"
STILL_TOOL = "Est-ce pour la question sur l'outil?"
HELP = "Bonjour Ada. Voici ce qui est possible."
ENGLISH = "Done. Language: English."

AGED = "Cette carte a vieilli. Voici celle du jour. / "
EMPTY = "Il manque une réponse ici. / "
NO_OPTION = "Je n'ai pas reconnu ce choix. Prenez l'un de ceux-ci. / "
TOO_LONG = "Ce texte fait {} caractères; la limite est de 300. Gardez l'essentiel. / "
NOTHING_BEFORE = "C'est déjà la première question. Pour arrêter, écrivez « annuler ». / "
NEEDED = "Cette question-ci est nécessaire. Pour y revenir à un autre moment, écrivez « plus tard ». / "
"""Why an answer isn't taken, before the question that is asked again."""

QUESTION_HELP = (
    " / Pensez à un moment précis : une consigne à répéter sans cesse, une correction qui n'en finit pas, un silence"
    " quand vous posez une question. Puis demandez-vous : « Comment …? »"
)
TOOL_HELP = (
    " / Un outil, c'est par exemple un logiciel ou un robot conversationnel. Un défi sans outil convient tout autant."
)
"""A question's help, after it."""
