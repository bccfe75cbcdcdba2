"""What are invented people and places called? Parts that a seeded source puts together."""

from random import Random

PLACES = ("Aakerbos", "Dommelveen", "Eiklaren", "Goudershoek", "Lindedrecht", "Marsberg", "Ottersloot", "Wijkerbroek")
_FIRST = (
    "Aisha Anouk Arjan Ayse Bas Berna Bilal Bob Carla Chantal Coen Daan Daphne Dirk Eefje Emre Erik Esther Fatma "
    "Frank Gerda Gijs Hanneke Hassan Henk Ingrid Irene Jaap Jamila Jasper Jolanda Kees Kevin Khalid Kirsten Lars Leila "
    "Linda Maarten Malik Marga Mehmet Mirjam Nadia Niels Nina Olga Pascal Petra Rachid Rianne Robin Samira Sjoerd "
    "Soraya Tineke Wim Yara Yvonne Zeynep Zoran"
)
_LAST = (
    "Abbink Akkerman Balk Beekman Berendsen Bolt Brinkman Broekhuis Coenders Dekkers Doornbos Drenth Eekhof "
    "Elzinga Feenstra Fokker Geurts Gosselink Haaksma Hamdi Heemskerk Hofstede Hulsman Idrissi Jansma Karaca Kempen "
    "Klaver Koster Kuiken Lindeman Looman Meinders Merkx Nieland Nijboer Noorman Oosting Osman Peeters Pellen "
    "Pothof Rademaker Rietveld Roelofs Rozema Sahin Schaap Slagter Spijker Stam Tebbe Timmer Uittenbogaard Veenhof "
    "Verlaan Vink Vroom Wassenaar Weerts Wieringa Yilmaz Zandstra Zegers Zuidema"
)
FIRST, LAST = _FIRST.split(), _LAST.split()


def full_name(chance: Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"
